package io.flywheel.api.definition;

import java.util.SplittableRandom;

/** Writes random conditions, well typed, in everything that rules may say. */
public final class RandomRules {
    private static final String[] NAMES = {
        "Order Completed", "Order Refunded", "Page Viewed", "Ad Impression", "Liked", "Product Added", "Nothing"
    };
    private static final String[] TEXTS = {
        "touchpoint.name",
        "touchpoint.kind",
        "touchpoint.channel",
        "touchpoint.source",
        "touchpoint.reference",
        "touchpoint.currency",
        "touchpoint.text(\"plan\")"
    };
    private static final String[] WORDS = {
        "\"Order Completed\"",
        "\"Liked\"",
        "\"page\"",
        "\"track\"",
        "\"web\"",
        "\"shop\"",
        "\"o-1\"",
        "\"USD\"",
        "\"gold\"",
        "\"\"",
        "'Order'",
        "\"e\""
    };
    private static final String[] REALS = {
        "touchpoint.score", "touchpoint.quantity", "touchpoint.seconds", "touchpoint.amount",
        "touchpoint.number(\"seats\")", "spent(\"USD\")", "lifetime.spent(\"USD\")", "spent(\"CNY\")"
    };
    private static final String[] FLAGS = {
        "touchpoint.own", "touchpoint.hasScore", "touchpoint.flag(\"trial\")", "true", "false"
    };
    private static final String[] COMPARISONS = {"==", "!=", "<", "<=", ">", ">="};
    private static final String[] TESTS = {"startsWith", "endsWith", "contains"};

    private final SplittableRandom random;

    public RandomRules(SplittableRandom random) {
        this.random = random;
    }

    public String condition(int depth) {
        if (depth == 0) {
            return random.nextInt(3) == 0 ? one(FLAGS) : comparison(0);
        }
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
            case 3, 4, 5 -> "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
            case 6 -> "!(" + condition(depth - 1) + ")";
            case 7 -> "(" + condition(depth - 1) + ") " + equality() + " (" + condition(depth - 1) + ")";
            case 8 -> text() + " in [" + one(WORDS) + ", " + one(WORDS) + "]";
            case 9 -> whole(1) + " in [" + small() + ", " + small() + ", -1]";
            default -> comparison(depth - 1);
        };
    }

    private String comparison(int depth) {
        return switch (random.nextInt(7)) {
            case 0, 1 -> whole(depth) + " " + one(COMPARISONS) + " " + whole(depth);
            case 2 -> real(depth) + " " + one(COMPARISONS) + " " + real(depth);
            case 3 -> whole(depth) + " " + COMPARISONS[2 + random.nextInt(4)] + " " + tame(depth);
            case 4 -> tame(depth) + " " + COMPARISONS[2 + random.nextInt(4)] + " " + whole(depth);
            case 5 -> text() + " " + equality() + " " + (random.nextInt(4) == 0 ? text() : one(WORDS));
            default ->
                random.nextInt(3) == 0
                        ? real(depth) + " in [0.0, 1.5, " + small() + ".0]"
                        : text() + "." + one(TESTS) + "(" + (random.nextInt(6) == 0 ? text() : one(WORDS)) + ")";
        };
    }

    private String whole(int depth) {
        if (depth > 0 && random.nextInt(2) == 0) {
            return random.nextInt(6) == 0
                    ? "-(" + whole(depth - 1) + ")"
                    : "(" + whole(depth - 1) + " " + one(new String[] {"+", "-", "*", "/", "%"}) + " "
                            + whole(depth - 1) + ")";
        }
        return switch (random.nextInt(11)) {
            case 0, 1 -> small();
            case 2 -> scope() + "count(\"" + one(NAMES) + "\")";
            case 3 -> scope() + "count([\"" + one(NAMES) + "\", \"" + one(NAMES) + "\"])";
            case 4 -> scope() + "activities";
            case 5 -> scope() + "activeDays(" + (1 + random.nextInt(12)) + ")";
            case 6 -> scope() + "activeDays()";
            case 7 -> scope() + "streak";
            case 8 -> scope() + "tenureDays";
            case 9 ->
                random.nextBoolean()
                        ? "quiet.count(\"" + one(NAMES) + "\")"
                        : "quiet.count([\"Message Sent\", \"Ad Impression\"])";
            default -> random.nextInt(9) == 0 ? "9007199254740991" : "quietDays";
        };
    }

    /**
     * Never -0.0 and never NaN: compared with a whole number, CEL's interpreter takes the first for less than 0 and the
     * second for more than anything (it uses Double.compare there), against its specification. Rules follow that.
     */
    private String tame(int depth) {
        return "(" + real(depth, "+", "-", "*") + " + 0.0)";
    }

    private String real(int depth) {
        return real(depth, "+", "-", "*", "/");
    }

    private String real(int depth, String... operators) {
        if (depth > 0 && random.nextInt(2) == 0) {
            return switch (random.nextInt(6)) {
                case 0 -> "-(" + real(depth - 1, operators) + ")";
                case 1 -> "double(" + whole(depth - 1) + ")";
                default ->
                    "(" + real(depth - 1, operators) + " " + one(operators) + " " + real(depth - 1, operators) + ")";
            };
        }
        return random.nextInt(4) == 0 ? small() + "." + random.nextInt(10) : one(REALS);
    }

    private String text() {
        return one(TEXTS);
    }

    private String equality() {
        return random.nextBoolean() ? "==" : "!=";
    }

    private String scope() {
        return random.nextInt(3) == 0 ? "lifetime." : "";
    }

    private String small() {
        return String.valueOf(random.nextInt(7));
    }

    private String one(String[] of) {
        return of[random.nextInt(of.length)];
    }
}
