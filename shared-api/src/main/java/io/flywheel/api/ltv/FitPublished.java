package io.flywheel.api.ltv;

/**
 * The parameters by which value is predicted from now on were published; a version never changes.
 *
 * @param version from 1
 * @param by who published it
 */
public record FitPublished(int version, ValueFit fit, String by) implements FitEvent {
    /** All fits are one stream, so that their versions have one order. */
    public static final String STREAM = "fit:bg-nbd";
}
