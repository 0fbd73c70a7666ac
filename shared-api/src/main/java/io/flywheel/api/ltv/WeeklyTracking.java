package io.flywheel.api.ltv;

import java.time.LocalDate;
import java.util.List;

/**
 * Repeat purchases week by week, as they came and as the model expected them.
 *
 * @param model what is expected is told by it
 * @param weeks from the first purchase of anybody on
 */
public record WeeklyTracking(ValueModel model, List<Week> weeks, long position) {
    /**
     * @param week from 1
     * @param end its last day, in the reporting zone
     * @param actual repeat purchase days of everybody who came until the model ends, up to {@code end}
     * @param expected by the model
     */
    public record Week(int week, LocalDate end, long actual, double expected) {}
}
