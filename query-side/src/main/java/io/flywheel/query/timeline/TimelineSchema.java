package io.flywheel.query.timeline;

import io.flywheel.api.timeline.TimelineItem;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Describes an item as it is written: what an event has to say stands beside its other fields, not below them. */
@Component
class TimelineSchema implements GlobalOpenApiCustomizer {
    @Override
    public void customise(OpenAPI api) {
        Map<String, Schema> schemas =
                api.getComponents() == null ? null : api.getComponents().getSchemas();
        Schema<?> item = schemas == null ? null : schemas.get(TimelineItem.class.getSimpleName());
        if (item != null && item.getProperties() != null) {
            item.getProperties().remove("details");
            item.setAdditionalProperties(true);
        }
    }
}
