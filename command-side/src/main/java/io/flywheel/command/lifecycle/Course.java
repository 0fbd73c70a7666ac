package io.flywheel.command.lifecycle;

import java.time.Instant;

/**
 * One person's way through a campaign, as far as deciding needs it.
 *
 * @param stage which she had entered when it began
 * @param since when she had entered it
 * @param arm whether she is addressed or held out, once that was drawn
 * @param step the last one that was decided, 0 before the first
 */
record Course(
        String episode, String campaign, int version, String model, String stage, Instant since, Arm arm, int step) {
    enum Arm {
        NONE,
        ADDRESSED,
        HELD_OUT
    }

    Course drawn(Arm into, int decided) {
        return new Course(episode, campaign, version, model, stage, since, into, decided);
    }

    Course decided(int decided) {
        return drawn(arm, decided);
    }
}
