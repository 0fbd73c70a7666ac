package io.flywheel.query.identity;

import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.privacy.Place;
import io.flywheel.api.privacy.Sealed;
import io.flywheel.api.privacy.Seals;
import io.flywheel.query.platform.InList;
import io.flywheel.query.platform.ReadStore;
import io.flywheel.query.platform.Scan;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Resolves the ids that services know people by, and shows them; every read model asks by stream only. An id that is erased
 * is shown nowhere.
 */
@Component
public class People {
    /** As a position: everything that is known by now. */
    public static final long NOW = Long.MAX_VALUE - 1;

    private static final Comparator<KnownId> PREFERRED = Comparator.<KnownId, Integer>comparing(
                    known -> switch (known.id().kind()) {
                        case ExternalId.USER_ID -> 0;
                        case ExternalId.ANONYMOUS_ID -> 2;
                        default -> 1;
                    })
            .thenComparing(KnownId::knownAt, Comparator.reverseOrder());

    private static final String STANDING =
            "SELECT stream, kind, blind_index, sealed_id, known_at FROM identity WHERE withdrawn_at = 9223372036854775807";

    private final JdbcTemplate jdbc;
    private final Scan scan;
    private final BlindIndex blindIndex;
    private final Seals seals;

    public People(@ReadStore JdbcTemplate jdbc, Scan scan, BlindIndex blindIndex, Seals seals) {
        this.jdbc = jdbc;
        this.scan = scan;
        this.blindIndex = blindIndex;
        this.seals = seals;
    }

    /** The stream of the person who has this id now; one that moved on to somebody else finds the newer person. */
    public Optional<String> find(ExternalId id) {
        return find(id, NOW);
    }

    /** The stream of the person who was known by this id at a log position. */
    public Optional<String> find(ExternalId id, long position) {
        return jdbc.queryForList("""
                        SELECT stream FROM identity WHERE blind_index = ? AND known_at <= ? AND withdrawn_at > ?
                        ORDER BY known_at DESC LIMIT 1""", String.class, blindIndex.of(id), position, position).stream()
                .findFirst();
    }

    /** Whether a lifecycle has this name. */
    public boolean isOne(String stream) {
        return !jdbc.queryForList("SELECT stream FROM identity WHERE stream = ? LIMIT 1", String.class, stream)
                .isEmpty();
    }

    /**
     * The streams that hold a person's events at a log position: her own, and those that were merged into it, straight or
     * by way of another.
     */
    public Set<String> streamsOf(String stream, long position) {
        Set<String> all = new LinkedHashSet<>(List.of(stream));
        List<String> open = new ArrayList<>(all);
        while (!open.isEmpty()) {
            List<String> merged = jdbc.queryForList(
                    "SELECT stream FROM identity_merge WHERE into_stream = ? AND known_at <= ? AND withdrawn_at > ?",
                    String.class,
                    open.removeLast(),
                    position,
                    position);
            merged.stream().filter(all::add).forEach(open::add);
        }
        return all;
    }

    /**
     * Where lifecycles go on now that were merged into another, straight or by way of others.
     *
     * @return by stream; one that goes on by itself is left out
     */
    public Map<String, String> goOnIn(Collection<String> streams) {
        Map<String, String> ends = new HashMap<>();
        streams.forEach(stream -> ends.put(stream, stream));
        Map<String, String> merged = mergesOf(ends.keySet());
        while (!merged.isEmpty()) {
            Map<String, String> step = merged;
            ends.replaceAll((stream, end) -> step.getOrDefault(end, end));
            merged = mergesOf(new HashSet<>(step.values()));
        }
        ends.entrySet().removeIf(each -> each.getKey().equals(each.getValue()));
        return ends;
    }

    private Map<String, String> mergesOf(Collection<String> streams) {
        Map<String, String> into = new HashMap<>();
        for (List<String> some : InList.slices(streams)) {
            jdbc.query(
                    "SELECT stream, into_stream FROM identity_merge WHERE stream IN " + InList.marks(some)
                            + " AND withdrawn_at = 9223372036854775807",
                    row -> {
                        into.put(row.getString(1), row.getString(2));
                    },
                    some.toArray());
        }
        return into;
    }

    /** The streams that hold the events of some hundreds of people now, each with whose it is. */
    public Map<String, String> streamsOf(Collection<String> people) {
        Map<String, String> owners = new HashMap<>();
        people.forEach(person -> owners.put(person, person));
        Collection<String> open = people;
        while (!open.isEmpty()) {
            List<String> merged = new ArrayList<>();
            for (List<String> some : InList.slices(open)) {
                jdbc.query(
                        "SELECT stream, into_stream FROM identity_merge WHERE into_stream IN " + InList.marks(some)
                                + " AND withdrawn_at = 9223372036854775807",
                        row -> {
                            String stream = row.getString(1);
                            if (owners.putIfAbsent(stream, owners.getOrDefault(row.getString(2), stream)) == null) {
                                merged.add(stream);
                            }
                        },
                        some.toArray());
            }
            open = merged;
        }
        return owners;
    }

    /** Those between two streams, the second included, who have any id now: who was forgotten has none. */
    public Set<String> withIds(String after, String last) {
        return new HashSet<>(jdbc.queryForList("""
                        SELECT DISTINCT stream FROM identity
                        WHERE stream > ? AND stream <= ? AND withdrawn_at = 9223372036854775807""", String.class, after, last));
    }

    /** The streams that were merged straight into a person's and were so at a log position, the latest first. */
    List<String> mergedInto(String stream, long position) {
        return jdbc.queryForList("""
                        SELECT stream FROM identity_merge WHERE into_stream = ? AND known_at <= ? AND withdrawn_at > ?
                        ORDER BY known_at DESC""", String.class, stream, position, position);
    }

    /** The ids a person has now, the one to show first: a userId before others, an anonymousId last, newest first. */
    public List<KnownId> idsOf(String stream) {
        return idsOf(stream, NOW);
    }

    /** The ids a person had at a log position, in the same order. */
    public List<KnownId> idsOf(String stream, long position) {
        return jdbc.query("""
                        SELECT kind, blind_index, sealed_id, known_at FROM identity
                        WHERE stream = ? AND known_at <= ? AND withdrawn_at > ?""", (row, number) -> known(row), stream, position, position).stream()
                .flatMap(Optional::stream)
                .sorted(PREFERRED)
                .toList();
    }

    /**
     * The ids to show people by, of some hundreds at once.
     *
     * @return by stream; somebody without any id is left out
     */
    public Map<String, ExternalId> shown(Collection<String> streams) {
        Map<String, KnownId> best = new HashMap<>();
        for (List<String> some : InList.slices(streams)) {
            jdbc.query(
                    STANDING + " AND stream IN " + InList.marks(some),
                    row -> {
                        String stream = row.getString("stream");
                        known(row).ifPresent(known -> best.merge(stream, known, People::preferred));
                    },
                    some.toArray());
        }
        Map<String, ExternalId> shown = new HashMap<>();
        best.forEach((stream, known) -> shown.put(stream, known.id()));
        return shown;
    }

    /** Hands over every id that anybody has now, in no particular order. */
    public void each(BiConsumer<String, KnownId> reader) {
        scan.each(STANDING, row -> {
            String stream = row.getString("stream");
            known(row).ifPresent(known -> reader.accept(stream, known));
        });
    }

    /** Which of two ids of a person to show. */
    public static KnownId preferred(KnownId one, KnownId other) {
        return PREFERRED.compare(one, other) <= 0 ? one : other;
    }

    private Optional<KnownId> known(ResultSet row) throws SQLException {
        Sealed sealed = new Sealed(new String(row.getBytes("sealed_id"), StandardCharsets.US_ASCII));
        String kind = row.getString("kind");
        long knownAt = row.getLong("known_at");
        return seals.open(sealed, Place.ofId(row.getString("blind_index")))
                .map(value -> new KnownId(new ExternalId(kind, value), knownAt));
    }
}
