package io.flywheel.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.command.platform.LedgerForTests;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class LifecyclePagesIT {
    private JdbcTemplate jdbc;
    private LifecyclePages pages;
    private long position;

    @BeforeEach
    void aLog() {
        jdbc = LedgerForTests.fresh();
        pages = new LifecyclePages(jdbc);
    }

    @Test
    void everybody_is_listed_once_in_pages() {
        stream("ada", 3);
        stream("bea", 1);
        stream("cid", 2);
        assertThat(pages.next("", 100, 2)).isEqualTo(new LifecyclePages.Page(List.of("ada", "bea"), "bea"));
        assertThat(pages.next("bea", 100, 2)).isEqualTo(new LifecyclePages.Page(List.of("cid"), "cid"));
        assertThat(pages.next("cid", 100, 2)).isEqualTo(new LifecyclePages.Page(List.of(), ""));
        assertThat(pages.count(100)).isEqualTo(3);
    }

    @Test
    void neither_who_was_recorded_later_nor_what_is_no_lifecycle_is_listed_but_both_are_passed() {
        stream("bea", 1);
        jdbc.update("UPDATE ledger_event SET stream_type = 'StageModelDefinition' WHERE stream = 'bea'");
        stream("cid", 1);
        stream("ada", 1);
        assertThat(pages.next("", 3, 2)).isEqualTo(new LifecyclePages.Page(List.of(), "bea"));
        assertThat(pages.next("bea", 3, 2)).isEqualTo(new LifecyclePages.Page(List.of("cid"), "cid"));
        assertThat(pages.count(3)).isEqualTo(1);
    }

    @Test
    void a_page_ends_before_the_histories_in_it_become_too_long() {
        stream("ada", 5);
        stream("bea", 19_990);
        stream("cid", 5);
        stream("dan", 25_000);
        stream("eve", 1);
        assertThat(pages.next("", 100_000, 250).people()).containsExactly("ada", "bea");
        assertThat(pages.next("bea", 100_000, 250).people()).containsExactly("cid");
        assertThat(pages.next("cid", 100_000, 250).people()).containsExactly("dan");
        assertThat(pages.next("dan", 100_000, 250).people()).containsExactly("eve");
    }

    private void stream(String stream, int events) {
        List<Object[]> rows = new ArrayList<>(events);
        for (int sequence = 0; sequence < events; sequence++) {
            rows.add(new Object[] {++position, stream, sequence, stream + sequence, new byte[1]});
        }
        jdbc.batchUpdate(
                "INSERT INTO ledger_event (position, stream, sequence, stream_type, event_id, type, recorded_at, payload)"
                        + " VALUES (?, ?, ?, 'UserLifecycle', ?, 'E', 0, ?)",
                rows);
    }
}
