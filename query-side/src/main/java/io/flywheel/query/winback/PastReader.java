package io.flywheel.query.winback;

import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.model.Transition;
import io.flywheel.api.winback.Campaign;
import io.flywheel.query.identity.People;
import io.flywheel.query.platform.ActiveModel;
import io.flywheel.query.platform.Cells;
import io.flywheel.query.platform.InList;
import io.flywheel.query.platform.Ledger;
import io.flywheel.query.platform.ReadStore;
import io.flywheel.query.winback.Past.Span;
import io.flywheel.query.winback.Past.Stay;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads the past of everybody who entered a campaign's stage, some people at a time and in the order of their streams. */
@Component
class PastReader {
    private static final int AT_ONCE = 2_000;
    /** Not of the view: H2 would sort everybody who is left for each page instead of following the key. */
    private static final String PEOPLE = """
            SELECT stream, last_activity FROM stage_person_rows
            WHERE stream > ? AND generation = (SELECT live FROM read_model WHERE name = 'stage')
            ORDER BY stream LIMIT\s""" + AT_ONCE;

    private static final String STAYS = """
            SELECT stream, known_at, kind, to_stage, occurred_at, left_kind, left_to, left_at FROM stage_transition
            WHERE stream > ? AND stream <= ? AND model = ? AND withdrawn_at = 9223372036854775807
                AND (occurred_at >= ? OR until_at = 9223372036854775807)
            ORDER BY stream, occurred_at, until_at""";
    private static final String CONSENTS = """
            SELECT stream, known_at, granted, said_at, source, wording, expires_at FROM consent
            WHERE stream IN %s AND purpose = ?""";
    private static final String OTHERS = """
            SELECT e.stream, e.started_at, e.ended_at FROM winback_episode e
            JOIN winback_campaign c ON c.campaign = e.campaign AND c.version = e.version
            WHERE e.stream IN %s AND e.campaign <> ? AND c.goal IS NULL AND c.model <> ''""";

    private final JdbcTemplate jdbc;
    private final People people;
    private final Ledger ledger;

    PastReader(@ReadStore JdbcTemplate jdbc, People people, Ledger ledger) {
        this.jdbc = jdbc;
        this.people = people;
        this.ledger = ledger;
    }

    /**
     * Whose past to read, and how much of it.
     *
     * @param model the active version of the campaign's
     * @param from when the stage must have been entered, like {@code to} included
     */
    record Asked(Campaign campaign, ActiveModel model, Instant from, Instant to) {}

    void each(Asked asked, Consumer<Past> reader) {
        String after = "";
        Map<String, Long> page = page(after);
        while (!page.isEmpty()) {
            String last = after;
            for (String stream : page.keySet()) {
                last = stream;
            }
            read(asked, after, last, page, reader);
            after = last;
            page = page(after);
        }
    }

    /** When each was last active, in the order of the store; the end of time for who never was. */
    private Map<String, Long> page(String after) {
        Map<String, Long> page = new LinkedHashMap<>();
        jdbc.query(
                PEOPLE,
                row -> {
                    Long active = Cells.number(row, "last_activity");
                    page.put(row.getString(1), active == null ? WinBackProjection.FOREVER : active);
                },
                after);
        return page;
    }

    private void read(Asked asked, String after, String last, Map<String, Long> active, Consumer<Past> reader) {
        Map<String, List<Stay>> stays = new LinkedHashMap<>();
        jdbc.query(
                STAYS,
                row -> {
                    stays.computeIfAbsent(row.getString(1), stream -> new ArrayList<>(2))
                            .add(stay(row));
                },
                after,
                last,
                asked.model.id(),
                Micros.of(asked.from));
        stays.forEach((stream, hers) -> fallSilent(asked, hers, active.getOrDefault(stream, Long.MAX_VALUE)));
        stays.values()
                .removeIf(hers ->
                        hers.stream().noneMatch(stay -> Rehearsal.isEntry(asked.campaign, stay, asked.from, asked.to)));
        if (stays.isEmpty()) {
            return;
        }
        Set<String> remembered = people.withIds(after, last);
        stays.keySet().retainAll(remembered);
        Map<String, String> owners = people.streamsOf(stays.keySet());
        Map<String, Map<Long, ConsentChanged>> consents = consents(asked.campaign, owners);
        Map<String, List<Span>> others = asked.campaign.isWinBack() ? others(asked.campaign, owners) : Map.of();
        Set<Stay> late = late(asked, stays.values());
        stays.forEach((stream, hers) -> reader.accept(new Past(
                stream,
                hers,
                late,
                List.copyOf(consents.getOrDefault(stream, Map.of()).values()),
                others.getOrDefault(stream, List.of()))));
    }

    /** The entries that became known too late to be news. Silence that no event tells of yet is noticed at once. */
    private Set<Stay> late(Asked asked, Collection<List<Stay>> all) {
        List<Stay> entries = all.stream()
                .flatMap(List::stream)
                .filter(stay -> stay.knownAt() > 0 && Rehearsal.isEntry(asked.campaign, stay, asked.from, asked.to))
                .toList();
        Map<Long, Instant> recorded =
                ledger.recordedAt(entries.stream().map(Stay::knownAt).distinct().toList());
        return entries.stream()
                .filter(stay -> stay.enteredAt()
                        .plus(asked.campaign.newsLimit())
                        .isBefore(recorded.getOrDefault(stay.knownAt(), Instant.MIN)))
                .collect(Collectors.toSet());
    }

    private static Stay stay(ResultSet row) throws SQLException {
        String leftKind = row.getString("left_kind");
        return new Stay(
                row.getLong("known_at"),
                Transition.Kind.valueOf(row.getString("kind")),
                row.getString("to_stage"),
                Micros.toInstant(row.getLong("occurred_at")),
                leftKind == null ? null : Transition.Kind.valueOf(leftKind),
                row.getString("left_to"),
                instant(Cells.number(row, "left_at")));
    }

    private static @Nullable Instant instant(@Nullable Long micros) {
        return micros == null ? null : Micros.toInstant(micros);
    }

    /** Whoever has been silent for the model's limit is lost, also where no event says so yet. */
    private static void fallSilent(Asked asked, List<Stay> stays, long lastActivity) {
        Stay last = stays.getLast();
        String lost = asked.model.lost();
        if (last.leftAt() != null || last.stage().equals(lost) || lastActivity == WinBackProjection.FOREVER) {
            return;
        }
        Instant end = Micros.toInstant(lastActivity).plus(asked.model.silence());
        if (!end.isAfter(asked.to)) {
            Instant at = end.isBefore(last.enteredAt()) ? last.enteredAt() : end;
            stays.set(
                    stays.size() - 1,
                    new Stay(
                            last.knownAt(),
                            last.kind(),
                            last.stage(),
                            last.enteredAt(),
                            Transition.Kind.CHURNED,
                            lost,
                            at));
            stays.add(new Stay(0, Transition.Kind.CHURNED, lost, at, null, null, null));
        }
    }

    /** By person, in the order of the log. */
    private Map<String, Map<Long, ConsentChanged>> consents(Campaign campaign, Map<String, String> owners) {
        Map<String, Map<Long, ConsentChanged>> found = new HashMap<>();
        inSlices(
                CONSENTS,
                owners.keySet(),
                campaign.purpose(),
                row -> found.computeIfAbsent(owners.getOrDefault(row.getString(1), ""), person -> new TreeMap<>())
                        .put(
                                row.getLong(2),
                                new ConsentChanged(
                                        campaign.purpose(),
                                        row.getInt("granted") == 1,
                                        Micros.toInstant(row.getLong("said_at")),
                                        row.getString("source"),
                                        row.getString("wording"),
                                        instant(Cells.number(row, "expires_at")))));
        return found;
    }

    private Map<String, List<Span>> others(Campaign campaign, Map<String, String> owners) {
        Map<String, List<Span>> found = new HashMap<>();
        inSlices(
                OTHERS,
                owners.keySet(),
                campaign.id(),
                row -> found.computeIfAbsent(owners.getOrDefault(row.getString(1), ""), person -> new ArrayList<>(1))
                        .add(new Span(Micros.toInstant(row.getLong(2)), instant(Cells.number(row, "ended_at")))));
        return found;
    }

    @FunctionalInterface
    private interface Rows {
        void next(ResultSet row) throws SQLException;
    }

    private void inSlices(String sql, Collection<String> streams, String argument, Rows reader) {
        for (List<String> some : InList.slices(streams)) {
            List<Object> arguments = new ArrayList<>(some);
            arguments.add(argument);
            jdbc.query(
                    sql.formatted(InList.marks(some)),
                    row -> {
                        reader.next(row);
                    },
                    arguments.toArray());
        }
    }
}
