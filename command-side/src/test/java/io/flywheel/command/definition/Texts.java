package io.flywheel.command.definition;

/** Small models as somebody would write them. */
final class Texts {
    private Texts() {}

    /** @param orders how many make a regular */
    static String shop(String id, int orders) {
        return """
                id: %s
                titles: {en: A small shop, zh: 小店}
                silence: P30D
                stages:
                  - {name: visitor, titles: {en: Visitor, zh: 访客}}
                  - {name: regular, titles: {en: Regular, zh: 常客}}
                  - {name: gone, titles: {en: Gone, zh: 流失}, lost: true}
                rules:
                  - name: came-often
                    to: regular
                    when: count("Order Completed") >= %d
                  - name: came
                    to: visitor
                    when: "true"
                """.formatted(id, orders);
    }

    static String wrong(String id) {
        return shop(id, 3).replace("count(", "howOften(");
    }

    static int lineOf(String text, String part) {
        int line = 1;
        for (String each : text.lines().toList()) {
            if (each.contains(part)) {
                return line;
            }
            line++;
        }
        throw new IllegalArgumentException("no line has " + part);
    }
}
