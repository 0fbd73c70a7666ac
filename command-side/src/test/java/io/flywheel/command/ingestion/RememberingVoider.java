package io.flywheel.command.ingestion;

import io.flywheel.command.lifecycle.TouchpointVoider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A voider that only remembers what it was asked. */
class RememberingVoider extends TouchpointVoider {
    private final List<String> asked = new CopyOnWriteArrayList<>();

    RememberingVoider() {
        super(null, null, null, null, null, null, null);
    }

    @Override
    public int voidOne(String source, String messageId, String reason, String by) {
        asked.add(source + "/" + messageId + ": " + reason);
        return 1;
    }

    @Override
    public int voidImport(String importId, String reason, String by) {
        asked.add(importId + ": " + reason);
        return 7;
    }

    List<String> asked() {
        return List.copyOf(asked);
    }
}
