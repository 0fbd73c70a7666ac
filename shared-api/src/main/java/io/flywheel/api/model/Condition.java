package io.flywheel.api.model;

import io.flywheel.api.model.Expr.Comparison;
import java.util.HashSet;
import java.util.Set;

/**
 * A rule's tree turned into closures over a model's counters. An expression that cannot be computed (a whole number
 * divided by zero, or beyond 64 bits) throws an {@link ArithmeticException}, as it is an error in CEL.
 */
@FunctionalInterface
interface Condition {
    boolean holds(Tally tally);

    /** For rules: what cannot be computed does not hold. */
    static Condition of(Expr expr, Layout layout) {
        Condition condition = compile(expr, layout);
        if (!mayFail(expr)) {
            return condition;
        }
        return tally -> {
            try {
                return condition.holds(tally);
            } catch (ArithmeticException e) {
                return false;
            }
        };
    }

    /** As CEL has it: what cannot be computed throws. */
    static Condition compile(Expr expr, Layout layout) {
        return switch (expr) {
            case Expr.Literal literal -> {
                boolean value = (Boolean) literal.value();
                yield tally -> value;
            }
            case Expr.Read read -> Readers.flag(read.fact());
            case Expr.Not not -> {
                Condition operand = compile(not.operand(), layout);
                yield tally -> !operand.holds(tally);
            }
            case Expr.And and -> and(compile(and.left(), layout), compile(and.right(), layout), mayFail(and.left()));
            case Expr.Or or -> or(compile(or.left(), layout), compile(or.right(), layout), mayFail(or.left()));
            case Expr.Compare compare -> compare(compare, layout);
            case Expr.In in -> in(in, layout);
            case Expr.Matches matches -> matches(matches, layout);
            default -> throw new IllegalArgumentException(expr + " yields no truth");
        };
    }

    private static Condition and(Condition left, Condition right, boolean leftMayFail) {
        if (!leftMayFail) {
            return tally -> left.holds(tally) && right.holds(tally);
        }
        return tally -> {
            boolean first;
            try {
                first = left.holds(tally);
            } catch (ArithmeticException e) {
                if (!right.holds(tally)) {
                    return false;
                }
                throw e;
            }
            return first && right.holds(tally);
        };
    }

    private static Condition or(Condition left, Condition right, boolean leftMayFail) {
        if (!leftMayFail) {
            return tally -> left.holds(tally) || right.holds(tally);
        }
        return tally -> {
            boolean first;
            try {
                first = left.holds(tally);
            } catch (ArithmeticException e) {
                if (right.holds(tally)) {
                    return true;
                }
                throw e;
            }
            return first || right.holds(tally);
        };
    }

    private static Condition compare(Expr.Compare compare, Layout layout) {
        Comparison comparison = compare.comparison();
        Type left = compare.left().type();
        Type right = compare.right().type();
        if (left == Type.TEXT) {
            Readers.Words a = Readers.words(compare.left());
            Readers.Words b = Readers.words(compare.right());
            boolean same = comparison == Comparison.EQUAL;
            return tally -> a.of(tally).equals(b.of(tally)) == same;
        }
        if (left == Type.BOOL) {
            Condition a = compile(compare.left(), layout);
            Condition b = compile(compare.right(), layout);
            boolean same = comparison == Comparison.EQUAL;
            return tally -> (a.holds(tally) == b.holds(tally)) == same;
        }
        if (left == Type.WHOLE && right == Type.WHOLE) {
            return compareWhole(
                    comparison, Numbers.whole(compare.left(), layout), Numbers.whole(compare.right(), layout));
        }
        return compareReal(comparison, Numbers.real(compare.left(), layout), Numbers.real(compare.right(), layout));
    }

    private static Condition compareWhole(Comparison comparison, Numbers.Whole a, Numbers.Whole b) {
        return switch (comparison) {
            case EQUAL -> tally -> a.of(tally) == b.of(tally);
            case NOT_EQUAL -> tally -> a.of(tally) != b.of(tally);
            case LESS -> tally -> a.of(tally) < b.of(tally);
            case AT_MOST -> tally -> a.of(tally) <= b.of(tally);
            case MORE -> tally -> a.of(tally) > b.of(tally);
            case AT_LEAST -> tally -> a.of(tally) >= b.of(tally);
        };
    }

    private static Condition compareReal(Comparison comparison, Numbers.Real a, Numbers.Real b) {
        return switch (comparison) {
            case EQUAL -> tally -> a.of(tally) == b.of(tally);
            case NOT_EQUAL -> tally -> a.of(tally) != b.of(tally);
            case LESS -> tally -> a.of(tally) < b.of(tally);
            case AT_MOST -> tally -> a.of(tally) <= b.of(tally);
            case MORE -> tally -> a.of(tally) > b.of(tally);
            case AT_LEAST -> tally -> a.of(tally) >= b.of(tally);
        };
    }

    private static Condition in(Expr.In in, Layout layout) {
        Set<Object> options = new HashSet<>();
        in.options().forEach(option -> options.add(option.value()));
        return switch (in.operand().type()) {
            case TEXT -> {
                Readers.Words operand = Readers.words(in.operand());
                Set<Object> texts = Set.copyOf(options);
                yield tally -> texts.contains(operand.of(tally));
            }
            case WHOLE -> {
                Numbers.Whole operand = Numbers.whole(in.operand(), layout);
                yield tally -> options.contains(operand.of(tally));
            }
            case REAL -> {
                Numbers.Real operand = Numbers.real(in.operand(), layout);
                yield tally -> options.contains(operand.of(tally) + 0.0);
            }
            case BOOL -> {
                Condition operand = compile(in.operand(), layout);
                yield tally -> options.contains(operand.holds(tally));
            }
        };
    }

    private static Condition matches(Expr.Matches matches, Layout layout) {
        Readers.Words text = Readers.words(matches.text());
        Readers.Words part = Readers.words(matches.part());
        return switch (matches.test()) {
            case STARTS_WITH -> tally -> text.of(tally).startsWith(part.of(tally));
            case ENDS_WITH -> tally -> text.of(tally).endsWith(part.of(tally));
            case CONTAINS -> tally -> text.of(tally).contains(part.of(tally));
        };
    }

    private static boolean mayFail(Expr expr) {
        if (expr.type() == Type.WHOLE && (expr instanceof Expr.Arithmetic || expr instanceof Expr.Negated)) {
            return true;
        }
        return expr.parts().stream().anyMatch(Condition::mayFail);
    }
}
