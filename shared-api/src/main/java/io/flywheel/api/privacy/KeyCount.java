package io.flywheel.api.privacy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is in a file of keys: counted once by reading all of it, and kept from then on. */
final class KeyCount {
    private final Map<Long, Long> underMaster = new HashMap<>();
    private long destroyed;
    private long torn;

    static KeyCount of(KeyTable table) {
        KeyCount count = new KeyCount();
        for (long index = 0; index < table.slots(); index++) {
            count.add(table.read(index));
        }
        return count;
    }

    void add(Slot slot) {
        change(slot, 1);
    }

    void remove(Slot slot) {
        change(slot, -1);
    }

    private void change(Slot slot, long by) {
        if (slot.isFree()) {
            return;
        }
        if (slot.isTorn()) {
            torn += by;
        } else if (slot.isLive()) {
            underMaster.merge(slot.master(), by, (one, other) -> one + other == 0 ? null : Long.valueOf(one + other));
        } else {
            destroyed += by;
        }
    }

    /** @throws KeysRefused if one of them is wrapped under a master key that is not among these */
    void requireAll(MasterKeys masters, Path folder) {
        List<String> unknown = underMaster.keySet().stream()
                .filter(id -> !masters.has(id))
                .map(MasterKeys::text)
                .toList();
        if (!unknown.isEmpty()) {
            throw KeysRefused.otherMasterKey(folder, unknown, masters.ids());
        }
    }

    Map<Long, Long> underMaster() {
        return underMaster;
    }

    long live() {
        return underMaster.values().stream().mapToLong(Long::longValue).sum();
    }

    long destroyed() {
        return destroyed;
    }

    long torn() {
        return torn;
    }

    long taken() {
        return live() + destroyed + torn;
    }
}
