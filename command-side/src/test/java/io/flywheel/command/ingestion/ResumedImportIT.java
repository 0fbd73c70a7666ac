package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.api.LifecycleId;
import io.flywheel.command.CommandSideForTests;
import io.flywheel.command.platform.Home;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Imports that die after a batch is in the log and before that is noted, on the real log. */
@SpringBootTest(
        classes = CommandSideForTests.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "flywheel.data=target/test-data/resumed")
class ResumedImportIT {
    private static final String HEADER = "user_id,occurred_at,event,message_id\n";
    private static final int BATCH = 10;

    @Autowired
    private Imports imports;

    @Autowired
    private Spool spool;

    @Autowired
    private Intake intake;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private ImportNames names;

    @Autowired
    private Clock clock;

    @Autowired
    private Home home;

    private static String rows(String prefix, int from, int to) {
        StringBuilder csv = new StringBuilder();
        for (int i = from; i <= to; i++) {
            csv.append("u-")
                    .append(i % 7)
                    .append(",2026-03-01,Visited,")
                    .append(prefix)
                    .append(i)
                    .append('\n');
        }
        return csv.toString();
    }

    private String received(String name, String rows) throws IOException {
        String id = LifecycleId.random().value();
        byte[] csv = (HEADER + rows).getBytes(StandardCharsets.UTF_8);
        imports.begin(id, name, "local", new ImportRecipe(true, Map.of(), null, null, null));
        imports.received(
                id,
                name,
                spool.store(id, csv, new ByteArrayInputStream(new byte[0])).bytes());
        return id;
    }

    private boolean run(String id, Imports table, boolean resumed) throws IOException {
        return new ImportRun(
                        imports.find(id).orElseThrow(),
                        Source.named("local"),
                        BATCH,
                        table,
                        spool,
                        intake,
                        new ImportPause(),
                        new CountDownLatch(1),
                        resumed)
                .toTheEnd();
    }

    /** Recorded so many batches, and died before the last of them was noted. */
    private void diesAfter(String id, int batches) {
        assertThatThrownBy(() -> run(id, new Dying(batches), false)).isInstanceOf(Death.class);
        assertThat(imports.find(id).orElseThrow().rowsRead()).isEqualTo((batches - 1) * BATCH);
    }

    private void countsAre(String id, int recorded, int duplicate, int quarantined) {
        BulkImport one = imports.find(id).orElseThrow();
        assertThat(one.rowsRead()).isEqualTo(recorded + duplicate + quarantined);
        assertThat(one.recorded()).isEqualTo(recorded);
        assertThat(one.duplicate()).isEqualTo(duplicate);
        assertThat(one.quarantined()).isEqualTo(quarantined);
    }

    @Test
    void rows_of_the_batch_that_was_not_noted_count_as_recorded_by_it() throws IOException {
        String id = received("dies", rows("a-", 1, 35));
        diesAfter(id, 2);
        assertThat(run(id, imports, true)).isTrue();
        countsAre(id, 35, 0, 0);
    }

    @Test
    void a_file_that_is_sent_again_and_dies_in_its_first_batch_has_recorded_nothing() throws IOException {
        run(received("first", rows("b-", 1, 35)), imports, false);
        String id = received("again", rows("b-", 1, 35));
        diesAfter(id, 1);
        assertThat(run(id, imports, true)).isTrue();
        countsAre(id, 0, 35, 0);
    }

    @Test
    void what_was_there_before_and_what_comes_twice_in_the_file_stay_duplicates() throws IOException {
        run(received("first", rows("c-", 1, 12)), imports, false);
        // Three rows are of the first file, one comes twice in its batch, one comes again in a later one.
        String id = received(
                "mixed",
                rows("c-", 10, 15) + rows("c-", 15, 15) + rows("c-", 16, 17) + ",2026-03-01,Visited,x\n"
                        + rows("c-", 13, 13) + rows("c-", 18, 26));
        diesAfter(id, 1);
        assertThat(run(id, imports, true)).isTrue();
        countsAre(id, 14, 5, 1);
        assertThat(imports.find(id).orElseThrow().rowsRead()).isEqualTo(20);
    }

    @Test
    void dying_twice_in_one_batch_changes_nothing() throws IOException {
        String id = received("twice", rows("d-", 1, 25));
        diesAfter(id, 2);
        assertThatThrownBy(() -> run(id, new Dying(1), true)).isInstanceOf(Death.class);
        assertThat(run(id, imports, true)).isTrue();
        countsAre(id, 25, 0, 0);
    }

    @Test
    void a_store_that_goes_away_before_the_note_does_not_turn_the_next_duplicates_into_recorded_ones()
            throws IOException {
        run(received("first", rows("e-", 11, 20)), imports, false);
        String id = received("away", rows("e-", 1, 25));
        Imports away = new Imports(jdbc, clock, names, home) {
            private int notes;

            @Override
            boolean progress(BulkImport one) {
                if (++notes == 1) {
                    throw new TransientDataAccessResourceException("away");
                }
                return super.progress(one);
            }
        };
        assertThat(run(id, away, false)).isTrue();
        countsAre(id, 15, 10, 0);
    }

    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The table of imports of a process that dies when it is about to note so many batches. */
    private final class Dying extends Imports {
        private int left;

        Dying(int batches) {
            super(jdbc, clock, names, home);
            this.left = batches;
        }

        @Override
        boolean progress(BulkImport one) {
            if (--left == 0) {
                throw new Death();
            }
            return super.progress(one);
        }
    }
}
