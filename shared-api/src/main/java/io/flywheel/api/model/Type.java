package io.flywheel.api.model;

/** What an expression of a rule yields. */
public enum Type {
    BOOL,
    /** 64 bits, signed. */
    WHOLE,
    /** A double. */
    REAL,
    TEXT
}
