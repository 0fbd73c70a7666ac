package io.flywheel.api.model;

import java.util.List;

/**
 * Something a rule may read about the touchpoint at hand or about what came before it: the closed list. What counts
 * starts anew when a lost person returns, unless it is taken over her lifetime.
 */
public sealed interface Fact {
    Type type();

    /** Whether it counts over the person's whole life instead of starting anew when she returns. */
    default boolean lifetime() {
        return false;
    }

    /** Of the touchpoint at hand; a text that it lacks is empty, a number that it lacks is 0. */
    enum Field implements Fact {
        NAME(Type.TEXT),
        /** The call in lower case: track, page, screen, identify, group, alias. */
        KIND(Type.TEXT),
        CHANNEL(Type.TEXT),
        SOURCE(Type.TEXT),
        REFERENCE(Type.TEXT),
        /** Whether the person did it herself. */
        OWN(Type.BOOL),
        SCORE(Type.REAL),
        HAS_SCORE(Type.BOOL),
        QUANTITY(Type.REAL),
        SECONDS(Type.REAL),
        /** In whole units of its currency, never negative. */
        AMOUNT(Type.REAL),
        CURRENCY(Type.TEXT);

        private final Type type;

        Field(Type type) {
            this.type = type;
        }

        @Override
        public Type type() {
            return type;
        }
    }

    /** A custom property of the touchpoint at hand; empty, 0 or false where it is missing or of another type. */
    record Property(String key, Type type) implements Fact {}

    /**
     * How many touchpoints had one of these names, the one at hand included.
     *
     * @param names sorted, each once
     */
    record Count(List<String> names, boolean lifetime) implements Fact {
        public Count {
            names = names.stream().distinct().sorted().toList();
        }

        @Override
        public Type type() {
            return Type.WHOLE;
        }
    }

    /** How many touchpoints were the person's own. */
    record Activities(boolean lifetime) implements Fact {
        @Override
        public Type type() {
            return Type.WHOLE;
        }
    }

    /**
     * On how many days of the model's zone she was active.
     *
     * @param window only the last so many days, the day of the touchpoint at hand included; 0 for all
     */
    record ActiveDays(int window, boolean lifetime) implements Fact {
        @Override
        public Type type() {
            return Type.WHOLE;
        }
    }

    /** How many days in a row she was active, up to the day of the touchpoint at hand; 0 if not on that day. */
    record Streak(boolean lifetime) implements Fact {
        @Override
        public Type type() {
            return Type.WHOLE;
        }
    }

    /** Full days of 24 hours since her first activity. */
    record TenureDays(boolean lifetime) implements Fact {
        @Override
        public Type type() {
            return Type.WHOLE;
        }
    }

    /** Full days of 24 hours between her last activity before the touchpoint at hand and that touchpoint. */
    record QuietDays() implements Fact {
        @Override
        public Type type() {
            return Type.WHOLE;
        }
    }

    /**
     * How many touchpoints with one of these names came since her last activity before the touchpoint at hand, that one
     * included: what she was sent while she was quiet. A return does not restart it, for it may answer just that.
     *
     * @param names sorted, each once
     */
    record QuietCount(List<String> names) implements Fact {
        public QuietCount {
            names = names.stream().distinct().sorted().toList();
        }

        @Override
        public Type type() {
            return Type.WHOLE;
        }

        @Override
        public boolean lifetime() {
            return true;
        }
    }

    /** What she paid in a currency, less what was refunded or cancelled, in whole units; added up exactly. */
    record Spent(String currency, boolean lifetime) implements Fact {
        @Override
        public Type type() {
            return Type.REAL;
        }
    }
}
