package io.flywheel.query.platform;

/** Lets tests of other packages answer errors as the product does. */
public final class TestProblems {
    private TestProblems() {}

    public static Object advice() {
        return new QueryErrors();
    }
}
