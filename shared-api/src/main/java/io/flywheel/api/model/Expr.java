package io.flywheel.api.model;

import java.util.List;

/** A rule's condition as a typed tree, so that it can be both evaluated and explained. Well typed when made by a reader. */
public sealed interface Expr {
    Type type();

    /** @param value a Boolean, Long, Double or String, as the type says */
    record Literal(Type type, Object value) implements Expr {}

    record Read(Fact fact) implements Expr {
        @Override
        public Type type() {
            return fact.type();
        }
    }

    record Not(Expr operand) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** Both; an operand that cannot be computed does not matter where the other is false. */
    record And(Expr left, Expr right) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** Either; an operand that cannot be computed does not matter where the other is true. */
    record Or(Expr left, Expr right) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** Numbers may be compared across their types; texts and flags only for being equal or not. */
    record Compare(Comparison comparison, Expr left, Expr right) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** @param options literals of the operand's type */
    record In(Expr operand, List<Literal> options) implements Expr {
        public In {
            options = List.copyOf(options);
        }

        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    record Matches(TextTest test, Expr text, Expr part) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** Both operands have one type, which is the result's. */
    record Arithmetic(Operator operator, Expr left, Expr right) implements Expr {
        @Override
        public Type type() {
            return left.type();
        }
    }

    record Negated(Expr operand) implements Expr {
        @Override
        public Type type() {
            return operand.type();
        }
    }

    record ToReal(Expr operand) implements Expr {
        @Override
        public Type type() {
            return Type.REAL;
        }
    }

    enum Comparison {
        EQUAL,
        NOT_EQUAL,
        LESS,
        AT_MOST,
        MORE,
        AT_LEAST
    }

    enum Operator {
        PLUS,
        MINUS,
        TIMES,
        /** Whole numbers round towards zero. */
        DIVIDE,
        /** Whole numbers only; takes the sign of the left operand. */
        REMAINDER
    }

    enum TextTest {
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS
    }

    /** The expressions directly below this one. */
    default List<Expr> parts() {
        return switch (this) {
            case Literal l -> List.of();
            case Read r -> List.of();
            case Not n -> List.of(n.operand);
            case And a -> List.of(a.left, a.right);
            case Or o -> List.of(o.left, o.right);
            case Compare c -> List.of(c.left, c.right);
            case In in -> List.of(in.operand);
            case Matches m -> List.of(m.text, m.part);
            case Arithmetic a -> List.of(a.left, a.right);
            case Negated n -> List.of(n.operand);
            case ToReal t -> List.of(t.operand);
        };
    }
}
