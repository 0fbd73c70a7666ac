package io.flywheel.api.definition;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import io.flywheel.api.model.Fact;
import io.flywheel.api.model.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names by which rules read facts, as variables and functions of CEL, the Common Expression Language; CEL parses
 * and type-checks a rule against them.
 */
final class RuleLanguage {
    static final String LIFETIME = "lifetime.";
    static final String QUIET_COUNT = "quiet.count";
    static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(10_000)
            .build();

    /** Facts without arguments, by name. */
    static final Map<String, Fact> VARIABLES = variables();

    private static final CelCompiler COMPILER = compiler();

    private RuleLanguage() {}

    /** @throws CelValidationException with everything that CEL finds wrong */
    static CelAbstractSyntaxTree check(String text) throws CelValidationException {
        return COMPILER.compile(text).getAst();
    }

    private static Map<String, Fact> variables() {
        Map<String, Fact> variables = new LinkedHashMap<>();
        variables.put("touchpoint.name", Fact.Field.NAME);
        variables.put("touchpoint.kind", Fact.Field.KIND);
        variables.put("touchpoint.channel", Fact.Field.CHANNEL);
        variables.put("touchpoint.source", Fact.Field.SOURCE);
        variables.put("touchpoint.reference", Fact.Field.REFERENCE);
        variables.put("touchpoint.own", Fact.Field.OWN);
        variables.put("touchpoint.score", Fact.Field.SCORE);
        variables.put("touchpoint.hasScore", Fact.Field.HAS_SCORE);
        variables.put("touchpoint.quantity", Fact.Field.QUANTITY);
        variables.put("touchpoint.seconds", Fact.Field.SECONDS);
        variables.put("touchpoint.amount", Fact.Field.AMOUNT);
        variables.put("touchpoint.currency", Fact.Field.CURRENCY);
        variables.put("quietDays", new Fact.QuietDays());
        variables.put("activities", new Fact.Activities(false));
        variables.put("streak", new Fact.Streak(false));
        variables.put("tenureDays", new Fact.TenureDays(false));
        variables.put(LIFETIME + "activities", new Fact.Activities(true));
        variables.put(LIFETIME + "streak", new Fact.Streak(true));
        variables.put(LIFETIME + "tenureDays", new Fact.TenureDays(true));
        return variables;
    }

    private static CelCompiler compiler() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setResultType(SimpleType.BOOL);
        VARIABLES.forEach((name, fact) -> builder.addVar(name, celType(fact.type())));
        return builder.addFunctionDeclarations(functions()).build();
    }

    static List<CelFunctionDecl> functions() {
        List<CelFunctionDecl> functions = new ArrayList<>();
        functions.add(function("touchpoint.text", SimpleType.STRING, SimpleType.STRING));
        functions.add(function("touchpoint.number", SimpleType.DOUBLE, SimpleType.STRING));
        functions.add(function("touchpoint.flag", SimpleType.BOOL, SimpleType.STRING));
        functions.add(count(QUIET_COUNT));
        for (String scope : List.of("", LIFETIME)) {
            functions.add(count(scope + "count"));
            functions.add(newFunctionDeclaration(
                    scope + "activeDays",
                    newGlobalOverload(scope + "activeDays_all", SimpleType.INT),
                    newGlobalOverload(scope + "activeDays_window", SimpleType.INT, SimpleType.INT)));
            functions.add(function(scope + "spent", SimpleType.DOUBLE, SimpleType.STRING));
        }
        return functions;
    }

    private static CelFunctionDecl count(String name) {
        return newFunctionDeclaration(
                name,
                newGlobalOverload(name + "_name", SimpleType.INT, SimpleType.STRING),
                newGlobalOverload(name + "_names", SimpleType.INT, ListType.create(SimpleType.STRING)));
    }

    private static CelFunctionDecl function(String name, CelType result, CelType argument) {
        CelOverloadDecl overload = newGlobalOverload(name + "_of", result, argument);
        return newFunctionDeclaration(name, overload);
    }

    private static CelType celType(Type type) {
        return switch (type) {
            case BOOL -> SimpleType.BOOL;
            case WHOLE -> SimpleType.INT;
            case REAL -> SimpleType.DOUBLE;
            case TEXT -> SimpleType.STRING;
        };
    }
}
