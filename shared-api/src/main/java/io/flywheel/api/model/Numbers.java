package io.flywheel.api.model;

/** The numeric part of a rule's tree turned into closures that box nothing. */
final class Numbers {
    private Numbers() {}

    @FunctionalInterface
    interface Whole {
        long of(Tally tally);
    }

    @FunctionalInterface
    interface Real {
        double of(Tally tally);
    }

    static Whole whole(Expr expr, Layout layout) {
        return switch (expr) {
            case Expr.Literal literal -> {
                long value = (Long) literal.value();
                yield tally -> value;
            }
            case Expr.Read read -> Readers.whole(read.fact(), layout);
            case Expr.Negated negated -> {
                Whole operand = whole(negated.operand(), layout);
                yield tally -> Math.negateExact(operand.of(tally));
            }
            case Expr.Arithmetic arithmetic ->
                arithmetic(arithmetic.operator(), whole(arithmetic.left(), layout), whole(arithmetic.right(), layout));
            default -> throw new IllegalArgumentException(expr + " yields no whole number");
        };
    }

    static Real real(Expr expr, Layout layout) {
        if (expr.type() == Type.WHOLE) {
            Whole whole = whole(expr, layout);
            return tally -> (double) whole.of(tally);
        }
        return switch (expr) {
            case Expr.Literal literal -> {
                double value = (Double) literal.value();
                yield tally -> value;
            }
            case Expr.Read read -> Readers.real(read.fact(), layout);
            case Expr.ToReal toReal -> real(toReal.operand(), layout);
            case Expr.Negated negated -> {
                Real operand = real(negated.operand(), layout);
                yield tally -> -operand.of(tally);
            }
            case Expr.Arithmetic arithmetic ->
                arithmetic(arithmetic.operator(), real(arithmetic.left(), layout), real(arithmetic.right(), layout));
            default -> throw new IllegalArgumentException(expr + " yields no number");
        };
    }

    private static Whole arithmetic(Expr.Operator operator, Whole a, Whole b) {
        return switch (operator) {
            case PLUS -> tally -> Math.addExact(a.of(tally), b.of(tally));
            case MINUS -> tally -> Math.subtractExact(a.of(tally), b.of(tally));
            case TIMES -> tally -> Math.multiplyExact(a.of(tally), b.of(tally));
            case DIVIDE -> tally -> Math.divideExact(a.of(tally), nonZero(b.of(tally)));
            case REMAINDER -> tally -> a.of(tally) % nonZero(b.of(tally));
        };
    }

    private static Real arithmetic(Expr.Operator operator, Real a, Real b) {
        return switch (operator) {
            case PLUS -> tally -> a.of(tally) + b.of(tally);
            case MINUS -> tally -> a.of(tally) - b.of(tally);
            case TIMES -> tally -> a.of(tally) * b.of(tally);
            case DIVIDE -> tally -> a.of(tally) / b.of(tally);
            case REMAINDER -> throw new IllegalArgumentException("only whole numbers have a remainder");
        };
    }

    private static long nonZero(long divisor) {
        if (divisor == 0) {
            throw NotComputable.DIVISION_BY_ZERO;
        }
        return divisor;
    }

    /** Thrown at every touchpoint of somebody with nothing to divide by, so it is made once and has no stack. */
    private static final class NotComputable extends ArithmeticException {
        private static final long serialVersionUID = 1L;
        static final NotComputable DIVISION_BY_ZERO = new NotComputable();

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
