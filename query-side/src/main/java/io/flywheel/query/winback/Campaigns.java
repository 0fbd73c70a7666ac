package io.flywheel.query.winback;

import io.flywheel.api.winback.Campaign;
import io.flywheel.api.winback.CampaignFile;
import io.flywheel.query.platform.Problems;
import io.flywheel.query.platform.ReadStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The published campaigns as learnt from the log, and what was done with them. */
@Component
public class Campaigns {
    private static final String PUBLISHED =
            "SELECT campaign, version, known_at, text FROM winback_campaign WHERE model <> '' ORDER BY known_at, version";
    private static final String SWITCHED = "SELECT campaign, state, version FROM winback_switch ORDER BY known_at";
    private static final String UNTOUCHED = "draft";

    private final JdbcTemplate jdbc;
    private final Map<String, Campaign> read = new ConcurrentHashMap<>();

    Campaigns(@ReadStore JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One campaign with all its versions.
     *
     * @param shown the active version, or the newest where none ever was
     */
    record Known(Campaign shown, Map<Integer, Campaign> versions, String state, boolean sendingStopped) {
        /** An event names only versions that were published. */
        Campaign version(int number) {
            return versions.getOrDefault(number, shown);
        }
    }

    private record Switch(String state, @Nullable Integer version) {}

    /** In the order in which they were first published. */
    List<Known> all() {
        Map<String, TreeMap<Integer, Campaign>> published = new LinkedHashMap<>();
        jdbc.query(PUBLISHED, row -> {
            String id = row.getString(1);
            int version = row.getInt(2);
            byte[] text = row.getBytes(4);
            Campaign campaign = read.computeIfAbsent(
                    id + "@" + version + "#" + row.getLong(3),
                    key -> CampaignFile.read(id, version, new String(text, StandardCharsets.UTF_8)));
            published.computeIfAbsent(id, none -> new TreeMap<>()).put(version, campaign);
        });
        Map<String, Switch> latest = new HashMap<>();
        jdbc.query(SWITCHED, row -> {
            int version = row.getInt(3);
            Switch now = new Switch(row.getString(2), row.wasNull() ? null : version);
            latest.merge(
                    row.getString(1),
                    now,
                    (before, after) -> after.version != null ? after : new Switch(after.state, before.version));
        });
        boolean stopped =
                CampaignChanges.STOPPED.equals(latest.getOrDefault(CampaignChanges.EVERY, new Switch("", null)).state);
        List<Known> all = new ArrayList<>();
        published.forEach((id, versions) -> {
            Switch now = latest.getOrDefault(id, new Switch(UNTOUCHED, null));
            Campaign shown = versions.lastEntry().getValue();
            if (now.version != null) {
                shown = versions.getOrDefault(now.version, shown);
            }
            all.add(new Known(shown, versions, now.state, stopped));
        });
        return all;
    }

    /**
     * The active version of a campaign, or the newest where none ever was.
     *
     * @throws org.springframework.web.ErrorResponseException 404 that names those there are
     */
    public Campaign shown(String id) {
        return named(id).shown();
    }

    /** @throws org.springframework.web.ErrorResponseException 404 that names those there are */
    Known named(String id) {
        List<Known> all = all();
        return all.stream()
                .filter(each -> each.shown().id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problems.unknown("There is no campaign “" + id + "”. "
                        + (all.isEmpty()
                                ? "None is published yet; the command side takes them at PUT /api/campaigns/{id}."
                                : "There are: "
                                        + String.join(
                                                ", ",
                                                all.stream()
                                                        .map(each ->
                                                                each.shown().id())
                                                        .toList())
                                        + ".")));
    }
}
