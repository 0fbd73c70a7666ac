package io.flywheel.demo;

import java.util.List;
import java.util.Map;

/** Names as people write them, in several scripts; all invented. */
final class Names {
    private static final List<String> GIVEN = List.of(
            "Ada",
            "Jonas",
            "Zoë",
            "Łucja",
            "Nguyễn Lan",
            "Søren",
            "İpek",
            "Chidi",
            "Renée",
            "Mateus",
            "Ольга",
            "Іван",
            "Ελένη",
            "דנה",
            "ليلى",
            "نرگس",
            "आरव",
            "சரண்யா",
            "ปวีณา",
            "さくら",
            "健太",
            "지우",
            "민준",
            "小雨",
            "志强",
            "ታሪክ",
            "ნინო",
            "Անի");
    private static final List<String> FAMILY = List.of(
            "Okafor",
            "Lindqvist",
            "Müller",
            "O’Neill",
            "García-Ruiz",
            "Kowalska",
            "Yıldız",
            "Петренко",
            "Παππάς",
            "كريم",
            "שרון",
            "शर्मा",
            "田中",
            "박",
            "王",
            "欧阳",
            "ბერიძე",
            "Silva",
            "de la Croix",
            "Nakamura");

    private Names() {}

    static Map<String, Object> traitsOf(String person, Chance chance) {
        return Map.of(
                "name", chance.oneOf(GIVEN) + " " + chance.oneOf(FAMILY),
                "email", person + "@example.org",
                "language", chance.oneOf(List.of("en", "zh", "de", "es", "ar", "ja", "hi", "uk")));
    }
}
