package io.flywheel.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.query.platform.TestLedger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineRowsIT {
    @ParameterizedTest
    @ValueSource(strings = {TimelineRows.ASCENDING, TimelineRows.DESCENDING})
    void a_page_of_a_long_story_is_read_in_the_order_of_the_index_and_no_further(String order) {
        String plan = new TestLedger()
                .jdbc.queryForObject(
                        "EXPLAIN " + TimelineRows.SELECT + order + " LIMIT 50", String.class, "s", 9L, 0L, 9L);
        assertThat(plan).contains("TIMELINE_ROWS_PERSON", "index sorted");
    }
}
