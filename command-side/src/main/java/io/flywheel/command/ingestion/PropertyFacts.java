package io.flywheel.command.ingestion;

import io.flywheel.api.Money;
import io.flywheel.api.touchpoint.MoneyEffect;
import io.flywheel.api.touchpoint.TouchpointNames;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes the facts out of an event's properties and remembers which members they were; the others stay sealed. */
final class PropertyFacts {
    /** More than money may have. */
    private static final int INTEGER_DIGITS = 18;

    private static final int FRACTION_DIGITS = Money.FRACTION_DIGITS;

    private final @Nullable ObjectNode properties;
    private final Set<String> taken = new HashSet<>();

    PropertyFacts(@Nullable ObjectNode properties) {
        this.properties = properties;
    }

    boolean isTaken(String name) {
        return taken.contains(name);
    }

    /** {@code revenue}, else {@code total}; null for a name that only quotes an amount. */
    @Nullable
    Money money(String name, String defaultCurrency) throws Unfit {
        if (properties == null || TouchpointNames.moneyEffect(name) == MoneyEffect.NONE) {
            return null;
        }
        String member = EventJson.member(properties, "revenue") != null ? "revenue" : "total";
        JsonNode value = EventJson.member(properties, member);
        if (value == null || (value.isString() && value.asString().isBlank())) {
            return null;
        }
        BigDecimal amount = decimal(value);
        if (amount == null || amount.precision() - amount.scale() > Money.INTEGER_DIGITS) {
            throw new Unfit(
                    "bad-money",
                    "\"" + member + "\" must be a decimal number such as 12.50 with at most " + Money.INTEGER_DIGITS
                            + " digits before and " + Money.FRACTION_DIGITS + " after the point, not "
                            + Texts.shorten(Texts.wellFormed(value.toString()), 60) + ".");
        }
        if (amount.signum() < 0) {
            throw new Unfit(
                    "negative-money",
                    "\"" + member + "\" is negative; send a refund as the event \"" + TouchpointNames.ORDER_REFUNDED
                            + "\" with a positive amount.");
        }
        Money money = new Money(amount, currency(defaultCurrency));
        taken.add(member);
        return money;
    }

    private String currency(String defaultCurrency) throws Unfit {
        String sent = EventJson.text(properties, "currency");
        if (sent == null) {
            return defaultCurrency;
        }
        String code = Money.currencyOf(sent);
        if (code == null) {
            throw new Unfit("bad-money", "\"currency\" must be a code such as CNY or USD.");
        }
        taken.add("currency");
        return code;
    }

    /** The first of these that is a usable number; one that is not stays a free property. */
    @Nullable
    BigDecimal number(String... names) {
        for (String name : names) {
            JsonNode value = EventJson.member(properties, name);
            BigDecimal number = value == null ? null : decimal(value);
            if (number != null) {
                taken.add(name);
                return number;
            }
        }
        return null;
    }

    /** The first of these that is a short text or a number. */
    @Nullable
    String text(int limit, String... names) throws Unfit {
        for (String name : names) {
            JsonNode value = EventJson.member(properties, name);
            if (value != null && (value.isString() || value.isNumber())) {
                String text = Texts.name(properties, name, limit);
                if (text != null) {
                    taken.add(name);
                    return text;
                }
            }
        }
        return null;
    }

    /** Those that the source declares as facts, where they are a text, a truth value or a number. */
    Map<String, Object> declared(List<String> names) throws Unfit {
        if (properties == null || names.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> facts = new HashMap<>();
        for (String name : names) {
            JsonNode value = EventJson.member(properties, name);
            Object fact = value == null ? null : fact(name, value);
            if (fact != null) {
                facts.put(name, fact);
                taken.add(name);
            }
        }
        return facts;
    }

    private @Nullable Object fact(String name, JsonNode value) throws Unfit {
        if (value.isString()) {
            return Texts.name(properties, name, Limits.ID);
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        BigDecimal number = value.isNumber() ? decimal(value) : null;
        // One type for one value: 1, 1.0 and 1e0 are the same fact.
        return number != null && number.stripTrailingZeros().scale() <= 0 ? (Object) number.longValueExact() : number;
    }

    /** Exactly; null if it is no number or has too many digits to be a plausible one. */
    static @Nullable BigDecimal decimal(JsonNode value) {
        try {
            BigDecimal number;
            if (value.isFloat() || value.isDouble()) {
                return null; // only NaN and the infinities are read as such
            } else if (value.isNumber()) {
                number = value.decimalValue();
            } else if (value.isString() && value.asString().length() <= 40) {
                number = new BigDecimal(value.asString().strip());
            } else {
                return null;
            }
            long integerDigits = (long) number.precision() - number.scale();
            if (integerDigits > INTEGER_DIGITS || (number.signum() != 0 && integerDigits < -FRACTION_DIGITS)) {
                return null;
            }
            return number.stripTrailingZeros().scale() > FRACTION_DIGITS ? null : plain(number);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /** Without an exponent: 1E+2 becomes 100, and 0E-30 becomes 0. */
    private static BigDecimal plain(BigDecimal number) {
        if (number.scale() >= 0 && number.scale() <= FRACTION_DIGITS) {
            return number;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
