package io.flywheel.query.rfm;

import io.flywheel.query.identity.KnownId;
import io.flywheel.query.identity.People;
import io.flywheel.query.money.Currency;
import io.flywheel.query.money.MoneyBook;
import io.flywheel.query.money.MoneyBooks;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Scores everybody who bought; keeps the last result, since people look at it from several sides. */
@Component
class RfmScores {
    private final MoneyBooks books;
    private final People people;
    private volatile SoftReference<@Nullable Scored> last = new SoftReference<>(null);

    RfmScores(MoneyBooks books, People people) {
        this.books = books;
        this.people = people;
    }

    Scored of(RfmQuestion question) {
        return of(question, books.now());
    }

    Scored of(RfmQuestion question, MoneyBook book) {
        Currency currency = Currency.in(book, question.currency());
        Scored before = last.get();
        if (before != null && before.answers(book, question, currency)) {
            return new Scored(book, question, currency, before.buyers(), before.scores());
        }
        Buyers buyers = Buyers.in(book, question, currency.number());
        Scores scores = question.scoring().score(buyers, () -> places(book, buyers));
        Scored scored = new Scored(book, question, currency, buyers, scores);
        last = new SoftReference<>(scored);
        return scored;
    }

    /** The place of each buyer in the order of the ids they are shown by; whole numbers come first, as numbers. */
    private int[] places(MoneyBook book, Buyers buyers) {
        KnownId[] ids = new KnownId[book.people()];
        people.each((stream, known) -> {
            int person = book.person(stream);
            if (person >= 0) {
                KnownId before = ids[person];
                ids[person] = before == null ? known : People.preferred(before, known);
            }
        });
        String[] shown = new String[buyers.size()];
        Integer[] order = new Integer[buyers.size()];
        for (int i = 0; i < shown.length; i++) {
            KnownId id = ids[buyers.person()[i]];
            shown[i] = id == null ? "" : id.id().value();
            order[i] = i;
        }
        Arrays.sort(
                order,
                Comparator.comparing((Integer i) -> shown[i], RfmScores::compareIds)
                        .thenComparing(i -> book.stream(buyers.person()[i])));
        int[] places = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            places[order[place]] = place;
        }
        return places;
    }

    static int compareIds(String one, String other) {
        boolean number = isNumber(one);
        if (number && isNumber(other)) {
            String first = withoutZeros(one);
            String second = withoutZeros(other);
            return first.length() == second.length()
                    ? first.compareTo(second)
                    : Integer.compare(first.length(), second.length());
        }
        return number == isNumber(other) ? one.compareTo(other) : number ? -1 : 1;
    }

    private static boolean isNumber(String id) {
        return !id.isEmpty() && id.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    private static String withoutZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }
}
