package io.flywheel.command.definition;

import io.flywheel.api.model.Stage;
import io.flywheel.api.model.StageModel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a model, as text and as read.
 *
 * @param active the active version, which may be another one; null for a draft
 * @param versions all that were published
 * @param silence the exact time without activity after which a person is lost, ISO-8601
 * @param zone whose days the rules count
 * @param publishedAt UTC
 * @param hash SHA-256 of the text, hex
 * @param text the YAML as it was published
 * @param adoption how far people recorded before are under the active version; null if there was nobody
 */
record ModelVersion(
        String id,
        int version,
        @Nullable Integer active,
        List<Integer> versions,
        Map<String, String> titles,
        List<Stage> stages,
        List<RuleText> rules,
        String silence,
        String zone,
        String publishedBy,
        Instant publishedAt,
        String hash,
        String text,
        @Nullable Adoption adoption) {
    static ModelVersion of(
            PublishedModel model, PublishedVersion published, StageModel read, @Nullable Adoption adoption) {
        return new ModelVersion(
                model.id(),
                published.version(),
                model.active(),
                model.versions().stream().map(PublishedVersion::version).toList(),
                read.titles(),
                read.stages(),
                read.rules().stream().map(RuleText::of).toList(),
                read.silence().toString(),
                read.zone().getId(),
                published.by(),
                published.publishedAt(),
                published.hash(),
                published.text(),
                adoption);
    }
}
