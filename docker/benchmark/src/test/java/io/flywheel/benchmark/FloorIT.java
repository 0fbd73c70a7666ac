package io.flywheel.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.benchmark.StoredLedger.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloorIT {
    /** What the product's own migration makes, so that the floor is known to copy that and not a likeness. */
    private static final Path MIGRATION =
            Path.of("../../command-side/src/main/resources/db/command/V1__event_store.sql");

    private static final int TOUCHPOINTS = 1_000;

    @TempDir
    Path folder;

    @Test
    void the_copy_has_the_same_rows_keys_and_settings() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        Path target = Files.createDirectory(folder.resolve("target"));
        store(source);

        Floor.Took took = Floor.run(new EmbeddedPlace(source), new EmbeddedPlace(target), 2, 100, 300);

        assertThat(took.seconds()).isPositive();
        try (StoredLedger original = StoredLedger.open(new EmbeddedPlace(source));
                StoredLedger copy = StoredLedger.open(new EmbeddedPlace(target))) {
            assertThat(copy.definition()).isEqualTo(original.definition());
            assertThat(String.join("\n", copy.definition()))
                    .contains("SET WRITE_DELAY 0", "UNIQUE", "EVENT_ID", "PRIMARY KEY");
            assertThat(values(copy)).isEqualTo(values(original));
            assertThat(copy.count("TouchpointRecorded", 0)).isEqualTo(TOUCHPOINTS);
            assertThat(copy.count("StageEntered", 1_000)).isEqualTo(250);
        }
    }

    @Test
    void a_chunk_is_so_many_touchpoints_with_the_events_they_caused() {
        List<Row> rows = List.of(row(1, true), row(2, false), row(3, true), row(4, false), row(5, true));

        assertThat(Floor.chunks(rows, 2))
                .extracting(chunk -> chunk.stream().map(row -> row.position).toList())
                .containsExactly(List.of(1L, 2L, 3L, 4L), List.of(5L));
    }

    private static List<String> values(StoredLedger ledger) throws Exception {
        return ledger.rows().stream()
                .map(row -> Arrays.deepToString(row.values))
                .toList();
    }

    private static Row row(long position, boolean touchpoint) {
        return new Row(position, touchpoint, new Object[0]);
    }

    /** Every other event is a touchpoint's, the one after it the stage it led to. */
    private static void store(Path folder) throws Exception {
        String schema = Files.readString(MIGRATION)
                .replaceAll("(?m)--.*$", "")
                .replace("${ascii}", "")
                .replace("${bytes}", "VARBINARY(1048576)");
        try (Connection connection = new EmbeddedPlace(folder).create();
                Statement statement = connection.createStatement()) {
            for (String sql : schema.split(";")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO ledger_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                for (int i = 1; i <= 2 * TOUCHPOINTS; i++) {
                    Object[] values = {
                        i,
                        "stream-" + i % 300,
                        i / 300,
                        "UserLifecycle",
                        "key-" + i,
                        i % 2 == 1 ? "TouchpointRecorded" : i % 4 == 0 ? "StageEntered" : "PersonReturned",
                        "1",
                        1_700_000_000_000_000L + i,
                        new byte[300 + i % 50],
                        null
                    };
                    for (int column = 0; column < values.length; column++) {
                        insert.setObject(column + 1, values[column]);
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }
}
