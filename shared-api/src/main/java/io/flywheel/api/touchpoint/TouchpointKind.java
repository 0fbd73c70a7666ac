package io.flywheel.api.touchpoint;

/** The call of the tracking API by which a touchpoint came. */
public enum TouchpointKind {
    TRACK,
    PAGE,
    SCREEN,
    IDENTIFY,
    GROUP,
    ALIAS;

    /** Whether such a call can be something the person did: identity calls never are. */
    public boolean canBeActivity() {
        return this == TRACK || this == PAGE || this == SCREEN;
    }
}
