package io.flywheel.api.definition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.flywheel.api.model.Expr;
import io.flywheel.api.model.Fact;
import io.flywheel.api.model.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns CEL's checked tree into ours, or says what of it the fold does not support. */
final class Translation {
    private static final long LARGEST_WHOLE = 1L << 53;
    private static final Map<String, Expr.Comparison> COMPARISONS = Map.of(
            "_==_", Expr.Comparison.EQUAL,
            "_!=_", Expr.Comparison.NOT_EQUAL,
            "_<_", Expr.Comparison.LESS,
            "_<=_", Expr.Comparison.AT_MOST,
            "_>_", Expr.Comparison.MORE,
            "_>=_", Expr.Comparison.AT_LEAST);
    private static final Map<String, Expr.Operator> OPERATORS = Map.of(
            "_+_", Expr.Operator.PLUS,
            "_-_", Expr.Operator.MINUS,
            "_*_", Expr.Operator.TIMES,
            "_/_", Expr.Operator.DIVIDE,
            "_%_", Expr.Operator.REMAINDER);
    private static final Map<String, Expr.TextTest> TEXT_TESTS = Map.of(
            "startsWith", Expr.TextTest.STARTS_WITH,
            "endsWith", Expr.TextTest.ENDS_WITH,
            "contains", Expr.TextTest.CONTAINS);

    private final CelAbstractSyntaxTree tree;

    private Translation(CelAbstractSyntaxTree tree) {
        this.tree = tree;
    }

    /** @throws NotSupported at the first expression that the fold does not know */
    static Expr of(CelAbstractSyntaxTree tree) {
        return new Translation(tree).expr(tree.getExpr());
    }

    private Expr expr(CelExpr expr) {
        return switch (expr.exprKind().getKind()) {
            case CONSTANT -> literal(expr);
            case IDENT, SELECT -> new Expr.Read(variable(expr));
            case CALL -> call(expr);
            case LIST -> throw new NotSupported(expr.id(), "a list is only understood after 'in' and in count([...])");
            default ->
                throw new NotSupported(
                        expr.id(),
                        "only comparisons, arithmetic, 'in' and facts are understood, no macros, maps or messages");
        };
    }

    private Fact variable(CelExpr expr) {
        String name =
                tree.getReference(expr.id()).map(reference -> reference.name()).orElse("");
        Fact fact = RuleLanguage.VARIABLES.get(name);
        if (fact == null) {
            throw new NotSupported(expr.id(), "there is no fact called '" + name + "'");
        }
        return fact;
    }

    private Expr call(CelExpr expr) {
        CelExpr.CelCall call = expr.call();
        String function = call.function();
        List<CelExpr> arguments = new ArrayList<>();
        call.target().ifPresent(arguments::add);
        arguments.addAll(call.args());
        if (COMPARISONS.containsKey(function)) {
            return comparison(expr, COMPARISONS.get(function), expr(arguments.get(0)), expr(arguments.get(1)));
        }
        if (OPERATORS.containsKey(function)) {
            return arithmetic(expr, OPERATORS.get(function), expr(arguments.get(0)), expr(arguments.get(1)));
        }
        if (TEXT_TESTS.containsKey(function)) {
            return new Expr.Matches(TEXT_TESTS.get(function), expr(arguments.get(0)), expr(arguments.get(1)));
        }
        return switch (function) {
            case "_&&_" -> new Expr.And(expr(arguments.get(0)), expr(arguments.get(1)));
            case "_||_" -> new Expr.Or(expr(arguments.get(0)), expr(arguments.get(1)));
            case "!_" -> new Expr.Not(expr(arguments.get(0)));
            case "-_" -> new Expr.Negated(expr(arguments.get(0)));
            case "@in" -> in(expr, expr(arguments.get(0)), arguments.get(1));
            case "double" -> toReal(expr, expr(arguments.get(0)));
            default -> new Expr.Read(fact(expr, function, arguments));
        };
    }

    private static Expr comparison(CelExpr at, Expr.Comparison comparison, Expr left, Expr right) {
        boolean ordered = comparison != Expr.Comparison.EQUAL && comparison != Expr.Comparison.NOT_EQUAL;
        if (ordered && (!isNumber(left) || !isNumber(right))) {
            throw new NotSupported(at.id(), "only numbers can be compared by <, <=, > and >=");
        }
        return new Expr.Compare(comparison, left, right);
    }

    private static Expr arithmetic(CelExpr at, Expr.Operator operator, Expr left, Expr right) {
        if (!isNumber(left) || !isNumber(right)) {
            throw new NotSupported(at.id(), "only numbers can be added");
        }
        return new Expr.Arithmetic(operator, left, right);
    }

    private static boolean isNumber(Expr expr) {
        return expr.type() == Type.WHOLE || expr.type() == Type.REAL;
    }

    private static Expr toReal(CelExpr at, Expr operand) {
        if (!isNumber(operand)) {
            throw new NotSupported(at.id(), "double() converts whole numbers only");
        }
        return new Expr.ToReal(operand);
    }

    private Expr in(CelExpr at, Expr operand, CelExpr list) {
        if (list.exprKind().getKind() != CelExpr.ExprKind.Kind.LIST) {
            throw new NotSupported(at.id(), "'in' needs a list of literals, such as [\"a\", \"b\"]");
        }
        List<Expr.Literal> options = new ArrayList<>();
        for (CelExpr element : list.list().elements()) {
            if (!(expr(element) instanceof Expr.Literal literal) || literal.type() != operand.type()) {
                throw new NotSupported(
                        element.id(), "'in' needs a list of literals of the same type as what is sought");
            }
            options.add(literal);
        }
        return new Expr.In(operand, options);
    }

    private static Expr.Literal literal(CelExpr expr) {
        CelConstant constant = expr.constant();
        return switch (constant.getKind()) {
            case BOOLEAN_VALUE -> new Expr.Literal(Type.BOOL, constant.booleanValue());
            case INT64_VALUE -> {
                long value = constant.int64Value();
                if (value > LARGEST_WHOLE || value < -LARGEST_WHOLE) {
                    throw new NotSupported(expr.id(), "a whole number must lie between -2^53 and 2^53");
                }
                yield new Expr.Literal(Type.WHOLE, value);
            }
            case DOUBLE_VALUE -> new Expr.Literal(Type.REAL, constant.doubleValue());
            case STRING_VALUE -> new Expr.Literal(Type.TEXT, constant.stringValue());
            default ->
                throw new NotSupported(expr.id(), "only texts, whole numbers, decimals, true and false are understood");
        };
    }

    private Fact fact(CelExpr at, String function, List<CelExpr> arguments) {
        boolean lifetime = function.startsWith(RuleLanguage.LIFETIME);
        return switch (lifetime ? function.substring(RuleLanguage.LIFETIME.length()) : function) {
            case "touchpoint.text" -> new Fact.Property(text(at, arguments), Type.TEXT);
            case "touchpoint.number" -> new Fact.Property(text(at, arguments), Type.REAL);
            case "touchpoint.flag" -> new Fact.Property(text(at, arguments), Type.BOOL);
            case RuleLanguage.QUIET_COUNT -> new Fact.QuietCount(names(at, arguments));
            case "count" -> new Fact.Count(names(at, arguments), lifetime);
            case "activeDays" -> new Fact.ActiveDays(arguments.isEmpty() ? 0 : window(at, arguments), lifetime);
            case "spent" -> new Fact.Spent(currency(at, arguments), lifetime);
            default ->
                throw new NotSupported(
                        at.id(), "'" + function + "' is not understood in a rule; use a fact or an operator");
        };
    }

    private static String text(CelExpr at, List<CelExpr> arguments) {
        return text(at, arguments.getFirst());
    }

    private static String text(CelExpr at, CelExpr argument) {
        if (argument.exprKind().getKind() != CelExpr.ExprKind.Kind.CONSTANT
                || argument.constant().getKind() != CelConstant.Kind.STRING_VALUE
                || argument.constant().stringValue().isBlank()) {
            throw new NotSupported(at.id(), "a name must be written out as a text in quotes, and not be empty");
        }
        return argument.constant().stringValue();
    }

    private static List<String> names(CelExpr at, List<CelExpr> arguments) {
        CelExpr argument = arguments.getFirst();
        if (argument.exprKind().getKind() != CelExpr.ExprKind.Kind.LIST) {
            return List.of(text(at, argument));
        }
        if (argument.list().elements().isEmpty()) {
            throw new NotSupported(at.id(), "count([]) counts nothing; name at least one touchpoint");
        }
        return argument.list().elements().stream()
                .map(element -> text(at, element))
                .toList();
    }

    private static int window(CelExpr at, List<CelExpr> arguments) {
        CelExpr argument = arguments.getFirst();
        if (argument.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
            long days = argument.constant().int64Value();
            if (days >= 1 && days <= 366) {
                return (int) days;
            }
        }
        throw new NotSupported(at.id(), "a window is a number of days from 1 to 366, such as activeDays(14)");
    }

    private static String currency(CelExpr at, List<CelExpr> arguments) {
        String currency = text(at, arguments);
        if (!currency.matches("[A-Z][A-Z0-9]{2,9}")) {
            throw new NotSupported(at.id(), "a currency is an upper-case code, such as spent(\"CNY\")");
        }
        return currency;
    }
}
