package io.flywheel.api.model;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says an expression in the words in which rules are written, so that an explanation can be held against its model. */
final class Wording {
    private static final int WHOLE_RULE = 0;
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int COMPARISON = 3;
    private static final int SUM = 4;
    private static final int PRODUCT = 5;
    private static final int SIGN = 6;

    private Wording() {}

    static String of(Expr expr) {
        return of(expr, WHOLE_RULE);
    }

    /** @param around how tightly what stands around it binds: what binds less is put in brackets */
    private static String of(Expr expr, int around) {
        return switch (expr) {
            case Expr.Literal literal -> literal(literal);
            case Expr.Read read -> of(read.fact());
            case Expr.Not not -> "!" + of(not.operand(), SIGN);
            case Expr.And and -> bracketed(of(and.left(), AND) + " && " + of(and.right(), AND), AND, around);
            case Expr.Or or -> bracketed(of(or.left(), OR) + " || " + of(or.right(), OR), OR, around);
            case Expr.Compare it -> infix(it.left(), of(it.comparison()), it.right(), COMPARISON, around);
            case Expr.In in -> bracketed(of(in.operand(), SUM) + " " + options(in), COMPARISON, around);
            case Expr.Matches it -> of(it.text(), SIGN) + "." + test(it);
            case Expr.Arithmetic it -> {
                boolean sum = it.operator() == Expr.Operator.PLUS || it.operator() == Expr.Operator.MINUS;
                yield infix(it.left(), of(it.operator()), it.right(), sum ? SUM : PRODUCT, around);
            }
            case Expr.Negated it -> "-(" + of(it.operand()) + ")";
            case Expr.ToReal it -> "double(" + of(it.operand()) + ")";
        };
    }

    private static String infix(Expr left, String operator, Expr right, int binds, int around) {
        return bracketed(of(left, binds) + " " + operator + " " + of(right, binds + 1), binds, around);
    }

    private static String bracketed(String text, int binds, int around) {
        return binds < around ? "(" + text + ")" : text;
    }

    static String of(Fact fact) {
        return scope(fact)
                + switch (fact) {
                    case Fact.Field field -> "touchpoint." + camelCase(field.name());
                    case Fact.Property property ->
                        "touchpoint." + reader(property) + "(" + quoted(property.key()) + ")";
                    case Fact.Count count -> "count(" + names(count.names()) + ")";
                    case Fact.Activities activities -> "activities";
                    case Fact.ActiveDays days -> "activeDays(" + (days.window() == 0 ? "" : days.window()) + ")";
                    case Fact.Streak streak -> "streak";
                    case Fact.TenureDays tenure -> "tenureDays";
                    case Fact.QuietDays quiet -> "quietDays";
                    case Fact.QuietCount count -> "quiet.count(" + names(count.names()) + ")";
                    case Fact.Spent spent -> "spent(" + quoted(spent.currency()) + ")";
                };
    }

    private static String scope(Fact fact) {
        return fact.lifetime() && !(fact instanceof Fact.QuietCount) ? "lifetime." : "";
    }

    private static String reader(Fact.Property property) {
        return switch (property.type()) {
            case TEXT -> "text";
            case BOOL -> "flag";
            case REAL, WHOLE -> "number";
        };
    }

    private static String camelCase(String constant) {
        String[] words = constant.toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i], 1, words[i].length());
        }
        return name.toString();
    }

    private static String names(List<String> names) {
        return names.size() == 1 ? quoted(names.getFirst()) : list(names);
    }

    private static String list(List<String> texts) {
        return texts.stream().map(Wording::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    static String options(Expr.In in) {
        return in.options().stream().map(Wording::literal).collect(Collectors.joining(", ", "in [", "]"));
    }

    static String test(Expr.Matches it) {
        return camelCase(it.test().name()) + "(" + of(it.part()) + ")";
    }

    private static String literal(Expr.Literal literal) {
        return literal.value() instanceof String text
                ? quoted(text)
                : literal.value().toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append((char) c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    static String of(Expr.Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> "==";
            case NOT_EQUAL -> "!=";
            case LESS -> "<";
            case AT_MOST -> "<=";
            case MORE -> ">";
            case AT_LEAST -> ">=";
        };
    }

    private static String of(Expr.Operator operator) {
        return switch (operator) {
            case PLUS -> "+";
            case MINUS -> "-";
            case TIMES -> "*";
            case DIVIDE -> "/";
            case REMAINDER -> "%";
        };
    }

    /** As a model's file would say it: days where there are any, since nobody reads hours by the thousand. */
    static String of(Duration duration) {
        long days = duration.toDays();
        Duration rest = duration.minusDays(days);
        if (days == 0) {
            return duration.toString();
        }
        return "P" + days + "D" + (rest.isZero() ? "" : rest.toString().substring(1));
    }
}
