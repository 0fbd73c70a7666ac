package io.flywheel.api.privacy;

import java.util.regex.Pattern;

/**
 * What somebody can consent to. Purposes are names that an installation chooses, such as {@code email}, {@code sms},
 * {@code push}, {@code profiling} or {@code win-back}, and not texts, so that nothing personal is in them.
 */
public final class Purposes {
    /** How a purpose is written. */
    public static final String PATTERN = "[a-z0-9][a-z0-9._-]{0,63}";

    private static final Pattern NAME = Pattern.compile(PATTERN);

    private Purposes() {}

    public static boolean isOne(String text) {
        return NAME.matcher(text).matches();
    }
}
