package io.flywheel.command.lifecycle;

import io.flywheel.api.privacy.KeyName;

/**
 * An identity that a touchpoint arrived under. Its key names it: an id that is linked anew has a new one, and one that
 * comes with a merge keeps its own.
 *
 * @param number in the lifecycle, or -1 if that is known only when the touchpoint is recorded
 */
record Under(KeyName key, int number) {
    static final int NOT_YET = -1;

    boolean isNumbered() {
        return number != NOT_YET;
    }
}
