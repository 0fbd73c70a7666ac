package io.flywheel.query.timeline;

import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.privacy.PersonalJson;
import io.flywheel.api.privacy.Place;
import io.flywheel.api.privacy.Seals;
import io.flywheel.query.platform.Problems;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Opens what was sent beside a touchpoint's facts, only for those who ask for it. */
@Component
class Rests {
    /** As it was sent, to the last digit. */
    private static final JsonMapper JSON = JsonMapper.builder(
                    PersonalJson.factory().build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Seals seals;

    Rests(Seals seals) {
        this.seals = seals;
    }

    /** @param text whether it is asked for, as it was sent */
    Function<LifecycleEvent, Map<String, Object>> asked(@Nullable String text) {
        return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
            case "", "false" -> event -> Map.of();
            case "true" -> this::of;
            default -> throw Problems.bad("sealed", "sealed=" + text + " is neither true nor false.");
        };
    }

    private Map<String, Object> of(LifecycleEvent event) {
        if (!(event instanceof TouchpointRecorded it) || it.sealed() == null) {
            return Map.of();
        }
        return seals.open(it.sealed(), Place.of(it.facts().key()))
                .map(text -> Map.<String, Object>of("sealed", JSON.readTree(text)))
                .orElse(Map.of("erased", true));
    }
}
