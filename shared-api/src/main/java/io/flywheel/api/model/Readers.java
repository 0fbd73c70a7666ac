package io.flywheel.api.model;

import io.flywheel.api.Money;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How each fact is read from the touchpoint at hand and the counters. */
final class Readers {
    private static final String[] KINDS = Arrays.stream(TouchpointKind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toArray(String[]::new);

    private Readers() {}

    @FunctionalInterface
    interface Words {
        String of(Tally tally);
    }

    static Words words(Expr expr) {
        return switch (expr) {
            case Expr.Literal literal -> {
                String value = (String) literal.value();
                yield tally -> value;
            }
            case Expr.Read read -> words(read.fact());
            default -> throw new IllegalArgumentException(expr + " yields no text");
        };
    }

    private static Words words(Fact fact) {
        return switch (fact) {
            case Fact.Field field -> words(field);
            case Fact.Property property -> {
                String key = property.key();
                yield tally -> at(tally).properties().get(key) instanceof String text ? text : "";
            }
            default -> throw new IllegalArgumentException(fact + " yields no text");
        };
    }

    private static Words words(Fact.Field field) {
        return switch (field) {
            case NAME -> tally -> at(tally).name();
            case KIND -> tally -> KINDS[at(tally).kind().ordinal()];
            case CHANNEL -> tally -> orEmpty(at(tally).channel());
            case SOURCE -> tally -> at(tally).source();
            case REFERENCE -> tally -> orEmpty(at(tally).reference());
            case CURRENCY ->
                tally -> {
                    Money money = at(tally).money();
                    return money == null ? "" : money.currency();
                };
            default -> throw new IllegalArgumentException(field + " is no text");
        };
    }

    static Condition flag(Fact fact) {
        return switch (fact) {
            case Fact.Field field ->
                switch (field) {
                    case OWN -> tally -> tally.own;
                    case HAS_SCORE -> tally -> at(tally).score() != null;
                    default -> throw new IllegalArgumentException(field + " yields no truth");
                };
            case Fact.Property property -> {
                String key = property.key();
                yield tally -> Boolean.TRUE.equals(at(tally).properties().get(key));
            }
            default -> throw new IllegalArgumentException(fact + " yields no truth");
        };
    }

    static Numbers.Whole whole(Fact fact, Layout layout) {
        int slot = layout.slot(fact);
        return switch (fact) {
            case Fact.Count count -> tally -> tally.counters[slot];
            case Fact.Activities activities -> tally -> tally.counters[slot];
            case Fact.ActiveDays days -> {
                if (days.window() == 0) {
                    yield tally -> tally.counters[slot];
                }
                int window = days.window();
                boolean lifetime = days.lifetime();
                yield tally -> tally.activeDays(window, lifetime);
            }
            case Fact.Streak streak -> {
                boolean lifetime = streak.lifetime();
                yield tally -> tally.streak(lifetime);
            }
            case Fact.TenureDays tenure -> tally -> tally.daysSince(tally.counters[slot]);
            case Fact.QuietDays quiet -> Tally::quietDays;
            case Fact.QuietCount count -> tally -> tally.counters[slot];
            default -> throw new IllegalArgumentException(fact + " is no whole number");
        };
    }

    static Numbers.Real real(Fact fact, Layout layout) {
        return switch (fact) {
            case Fact.Field field -> real(field);
            case Fact.Property property -> {
                String key = property.key();
                yield tally -> at(tally).properties().get(key) instanceof Number number ? number.doubleValue() : 0;
            }
            case Fact.Spent spent -> {
                int purse = layout.purse(spent);
                yield tally -> tally.purses[purse].doubleValue();
            }
            default -> throw new IllegalArgumentException(fact + " is no number");
        };
    }

    private static Numbers.Real real(Fact.Field field) {
        return switch (field) {
            case SCORE -> tally -> orZero(at(tally).score());
            case QUANTITY -> tally -> orZero(at(tally).quantity());
            case SECONDS -> tally -> orZero(at(tally).seconds());
            case AMOUNT ->
                tally -> {
                    Money money = at(tally).money();
                    return money == null ? 0 : money.amount().doubleValue();
                };
            default -> throw new IllegalArgumentException(field + " is no number");
        };
    }

    private static Touchpoint at(Tally tally) {
        return Objects.requireNonNull(tally.touchpoint);
    }

    private static double orZero(@Nullable BigDecimal number) {
        return number == null ? 0 : number.doubleValue();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
