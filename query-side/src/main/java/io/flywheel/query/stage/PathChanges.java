package io.flywheel.query.stage;

import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.model.Transition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a block does to stage paths; reads only the paths of people whose history was corrected. */
final class PathChanges {
    private record Path(String stream, String model) {}

    private final Map<Path, PathChange> changes = new LinkedHashMap<>();

    private PathChange of(String stream, String model) {
        return changes.computeIfAbsent(new Path(stream, model), path -> new PathChange(path.stream, path.model));
    }

    void append(String stream, String model, int version, long position, Transition transition) {
        of(stream, model).append(position, version, transition);
    }

    void correct(String stream, long position, PathCorrected event) {
        of(stream, event.model()).correct(position, event);
    }

    void adopt(String stream, long position, ModelAdopted event) {
        of(stream, event.model()).adopt(position, event.version(), event.path());
    }

    void write(JdbcTemplate jdbc, int generation) {
        if (changes.isEmpty()) {
            return;
        }
        TransitionTable table = new TransitionTable(jdbc, generation);
        List<String> corrected = changes.values().stream()
                .filter(PathChange::needsPath)
                .map(change -> change.stream)
                .distinct()
                .toList();
        Map<Path, List<TransitionRow>> stored = new LinkedHashMap<>();
        table.standing(
                corrected,
                row -> stored.computeIfAbsent(new Path(row.stream, row.model), path -> new ArrayList<>())
                        .add(row));
        changes.forEach((path, change) -> {
            if (change.needsPath()) {
                change.read(stored.getOrDefault(path, List.of()));
            }
            change.apply();
        });
        table.close(changes.values().stream()
                .flatMap(change -> java.util.stream.Stream.ofNullable(change.closer()))
                .toList());
        table.withdrawAll(changes.values().stream()
                .filter(change -> change.replacedUnread() >= 0)
                .toList());
        List<TransitionRow> rows = changes.values().stream()
                .flatMap(change -> change.rows().stream())
                .toList();
        table.update(rows.stream().filter(TransitionRow::changed).toList());
        table.insert(rows.stream().filter(row -> !row.stored).toList());
    }
}
