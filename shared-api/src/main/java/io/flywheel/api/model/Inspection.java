package io.flywheel.api.model;

import io.flywheel.api.model.Expr.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a rule apart at one moment of a fold, so that its outcome can be shown. Every truth and every value in it comes
 * from the closures that the fold evaluates; only how they are put together for reading is decided here.
 */
final class Inspection {
    private final Layout layout;
    private final Tally tally;
    private final boolean ahead;
    private final List<Term> terms = new ArrayList<>();
    private final List<Checked.Alternative> alternatives = new ArrayList<>();
    private int choices;

    private Inspection(Layout layout, Tally tally, boolean ahead) {
        this.layout = layout;
        this.tally = tally;
        this.ahead = ahead;
    }

    /** @param ahead whether the touchpoint at hand is one that is yet to come, of which nothing can be told */
    static Checked of(Rule rule, Layout layout, Tally tally, boolean ahead) {
        Inspection inspection = new Inspection(layout, tally, ahead);
        inspection.walk(rule.when(), false, null, true);
        boolean holds = Condition.of(rule.when(), layout).holds(tally);
        return new Checked(rule.name(), rule.text(), holds, inspection.terms, inspection.alternatives);
    }

    /** @param wanted whether the rule waits for what is unmet here */
    private void walk(Expr expr, boolean negated, @Nullable String alternative, boolean wanted) {
        if (expr instanceof Expr.Not not) {
            walk(not.operand(), !negated, alternative, wanted);
        } else if (isAll(expr, negated)) {
            expr.parts().forEach(part -> walk(part, negated, alternative, wanted));
        } else if (isAny(expr, negated)) {
            boolean open = wanted && !isMet(expr, negated);
            int choice = ++choices;
            List<Expr> each = new ArrayList<>();
            collect(expr, negated, each);
            for (int i = 0; i < each.size(); i++) {
                String label = (alternative == null ? "" : alternative + "/") + choice + "." + (i + 1);
                alternatives.add(new Checked.Alternative(label, isMet(each.get(i), negated)));
                walk(each.get(i), negated, label, open);
            }
        } else {
            boolean met = isMet(expr, negated);
            terms.add(term(expr, negated, met, alternative, wanted && !met));
        }
    }

    private static boolean isAll(Expr expr, boolean negated) {
        return negated ? expr instanceof Expr.Or : expr instanceof Expr.And;
    }

    private static boolean isAny(Expr expr, boolean negated) {
        return negated ? expr instanceof Expr.And : expr instanceof Expr.Or;
    }

    private static void collect(Expr expr, boolean negated, List<Expr> alternatives) {
        if (isAny(expr, negated)) {
            expr.parts().forEach(part -> collect(part, negated, alternatives));
        } else {
            alternatives.add(expr);
        }
    }

    private boolean isMet(Expr expr, boolean negated) {
        return Condition.of(negated ? new Expr.Not(expr) : expr, layout).holds(tally);
    }

    private Term term(Expr expr, boolean negated, boolean met, @Nullable String alternative, boolean lacking) {
        Set<Fact> facts = new LinkedHashSet<>();
        Layout.collect(expr, facts);
        List<Fact> reads = List.copyOf(facts);
        if (expr instanceof Expr.Compare compare) {
            boolean turned = isConstant(compare.left()) && !isConstant(compare.right());
            Expr left = turned ? compare.right() : compare.left();
            Expr right = turned ? compare.left() : compare.right();
            Comparison comparison = compare.comparison();
            comparison = turned ? turned(comparison) : comparison;
            comparison = negated ? opposite(comparison) : comparison;
            Object value = value(left);
            Object bound = value(right);
            return new Term(
                    Wording.of(left),
                    value,
                    Wording.of(comparison) + " " + Wording.of(right),
                    isConstant(right) ? null : bound,
                    met,
                    met ? null : Shortfall.of(value, comparison, bound),
                    alternative,
                    lacking,
                    reads);
        }
        Expr read = expr instanceof Expr.In in ? in.operand() : expr instanceof Expr.Matches it ? it.text() : expr;
        String not = negated ? "not " : "";
        String needed = expr instanceof Expr.In in
                ? not + Wording.options(in)
                : expr instanceof Expr.Matches it ? not + Wording.test(it) : Boolean.toString(!negated);
        return new Term(Wording.of(read), value(read), needed, null, met, null, alternative, lacking, reads);
    }

    private @Nullable Object value(Expr expr) {
        if (ahead && isOfTouchpoint(expr)) {
            return null;
        }
        try {
            return switch (expr.type()) {
                case BOOL -> Condition.compile(expr, layout).holds(tally);
                case WHOLE -> Numbers.whole(expr, layout).of(tally);
                case REAL -> Numbers.real(expr, layout).of(tally);
                case TEXT -> Readers.words(expr).of(tally);
            };
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static boolean isOfTouchpoint(Expr expr) {
        Set<Fact> facts = new LinkedHashSet<>();
        Layout.collect(expr, facts);
        return facts.stream().anyMatch(fact -> fact instanceof Fact.Field || fact instanceof Fact.Property);
    }

    private static boolean isConstant(Expr expr) {
        return !(expr instanceof Expr.Read) && expr.parts().stream().allMatch(Inspection::isConstant);
    }

    private static Comparison turned(Comparison comparison) {
        return switch (comparison) {
            case LESS -> Comparison.MORE;
            case AT_MOST -> Comparison.AT_LEAST;
            case MORE -> Comparison.LESS;
            case AT_LEAST -> Comparison.AT_MOST;
            case EQUAL, NOT_EQUAL -> comparison;
        };
    }

    private static Comparison opposite(Comparison comparison) {
        return switch (comparison) {
            case LESS -> Comparison.AT_LEAST;
            case AT_MOST -> Comparison.MORE;
            case MORE -> Comparison.AT_MOST;
            case AT_LEAST -> Comparison.LESS;
            case EQUAL -> Comparison.NOT_EQUAL;
            case NOT_EQUAL -> Comparison.EQUAL;
        };
    }
}
