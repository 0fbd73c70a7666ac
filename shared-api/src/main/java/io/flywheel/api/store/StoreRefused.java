package io.flywheel.api.store;

import org.jspecify.annotations.Nullable;

/** A store on which nothing may be promised, or none at all; says what to do about it. */
public final class StoreRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String action;

    StoreRefused(String problem, String action, @Nullable Throwable cause) {
        super(problem, cause);
        this.action = action;
    }

    /** For a process that has no store of its own to fall back to. */
    public static StoreRefused missing() {
        return new StoreRefused(
                "No store is named.",
                "Name the MySQL schema that both sides share: --spring.datasource.url=jdbc:mysql://<host>/<schema>"
                        + " --spring.datasource.username=<user> --spring.datasource.password=<password>."
                        + " The all-in-one is what runs on a store of its own.",
                null);
    }

    static StoreRefused silent(Throwable cause) {
        return new StoreRefused(
                "The store does not answer: " + cause.getMessage(),
                "See that the server runs, and that spring.datasource.url, spring.datasource.username and"
                        + " spring.datasource.password are right. A new schema is made with CREATE DATABASE <schema>,"
                        + " and its user needs GRANT ALL ON <schema>.*.",
                cause);
    }

    public String action() {
        return action;
    }
}
