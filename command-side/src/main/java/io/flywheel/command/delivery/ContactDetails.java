package io.flywheel.command.delivery;

import io.flywheel.api.LifecycleId;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What services have told about where somebody can be reached; read when it is needed, and kept nowhere. */
@Component
public class ContactDetails {
    public Contact of(LifecycleId person) {
        return Contact.UNKNOWN;
    }

    /** Those of whom no zone is known are missing. */
    public Map<LifecycleId, ZoneId> zones(Collection<LifecycleId> people) {
        return Map.of();
    }
}
