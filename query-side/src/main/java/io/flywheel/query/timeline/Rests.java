package io.flywheel.query.timeline;

import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.privacy.Place;
import io.flywheel.api.privacy.Seals;
import io.flywheel.query.platform.Problems;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Opens what was sent beside a touchpoint's facts, only for those who ask for it. */
@Component
class Rests {
    private final Seals seals;
    private final ObjectReader json;

    Rests(Seals seals, JsonMapper json) {
        this.seals = seals;
        // As it was sent, to the last digit.
        this.json = json.reader(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
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
                .map(text -> Map.<String, Object>of("sealed", json.readTree(text)))
                .orElse(Map.of("erased", true));
    }
}
