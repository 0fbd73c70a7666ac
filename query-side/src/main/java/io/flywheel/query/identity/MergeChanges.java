package io.flywheel.query.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a block says about which lifecycles go on in which. */
final class MergeChanges {
    private static final class Merge {
        final String into;
        final long knownAt;
        long withdrawnAt = IdentityProjection.STANDS;

        Merge(String into, long knownAt) {
            this.into = into;
            this.knownAt = knownAt;
        }
    }

    private final Map<String, List<Merge>> merges = new LinkedHashMap<>();
    private final List<Object[]> undone = new ArrayList<>(0);

    void merged(String stream, String into, long position) {
        merges.computeIfAbsent(stream, one -> new ArrayList<>(1)).add(new Merge(into, position));
    }

    void resumed(String stream, long position, int generation) {
        @Nullable List<Merge> here = merges.get(stream);
        if (here != null) {
            here.getLast().withdrawnAt = position;
        } else {
            undone.add(new Object[] {position, generation, stream, IdentityProjection.STANDS});
        }
    }

    void write(JdbcTemplate jdbc, int generation) {
        if (!undone.isEmpty()) {
            jdbc.batchUpdate(
                    "UPDATE identity_merge_rows SET withdrawn_at = ?"
                            + " WHERE generation = ? AND stream = ? AND withdrawn_at = ?",
                    undone);
        }
        List<Object[]> rows = new ArrayList<>();
        merges.forEach((stream, each) -> each.forEach(
                merge -> rows.add(new Object[] {generation, stream, merge.into, merge.knownAt, merge.withdrawnAt})));
        if (!rows.isEmpty()) {
            jdbc.batchUpdate("""
                    INSERT INTO identity_merge_rows (generation, stream, into_stream, known_at, withdrawn_at)
                    VALUES (?, ?, ?, ?, ?)""", rows);
        }
    }
}
