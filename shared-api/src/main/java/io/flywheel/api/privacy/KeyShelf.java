package io.flywheel.api.privacy;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The newest file of a folder of keys as one of its writers has it open, and what is known of it. To be used only by who
 * holds the folder's {@link KeyLock}, and has taken a look.
 */
final class KeyShelf {
    private final KeyFolder folder;
    private KeyTable table;

    /** None where others have written since it was counted. */
    private @Nullable KeyCount count;

    private long changes;

    /** Of a folder in which there are keys. */
    KeyShelf(KeyFolder folder) throws IOException {
        this.folder = folder;
        this.table = KeyTable.open(folder.newest().orElseThrow(() -> KeysRefused.noKeys(folder.path())), true);
        recount();
        look();
    }

    static void makeFirst(KeyFolder folder, long slots, long master) throws IOException {
        publish(folder, KeyTable.create(folder.draft(), slots, master)).close();
    }

    private static KeyTable publish(KeyFolder folder, KeyTable draft) throws IOException {
        draft.force();
        draft.close();
        return KeyTable.open(folder.publish(draft.path()), true);
    }

    KeyTable table() {
        return table;
    }

    boolean isCounted() {
        return count != null;
    }

    KeyCount counted() throws IOException {
        return count == null ? recount() : count;
    }

    private KeyCount recount() throws IOException {
        KeyCount counted = KeyCount.of(table);
        count = counted;
        changes = table.changes();
        table.taken(counted.taken());
        return counted;
    }

    /** Finds out what others have done: made a larger file, written slots, or died in the middle of either. */
    void look() throws IOException {
        KeyFolder.Content content = folder.content();
        Path newest = content.newest().orElseThrow(() -> KeysRefused.noKeys(folder.path()));
        if (!newest.equals(table.path())) {
            KeyTable before = table;
            table = KeyTable.open(newest, true);
            before.close();
            count = null;
            changes = table.changes();
        }
        if (content.isLittered()) {
            folder.clear();
        }
        if (table.isBegun()) {
            // What whoever died had written is not on the disk for sure, and was not counted.
            recount();
            end();
        } else if (table.changes() != changes) {
            count = null;
            changes = table.changes();
        }
    }

    void begin() throws IOException {
        table.begin();
    }

    void put(long index, Slot slot) throws IOException {
        Slot before = table.read(index);
        table.write(index, slot);
        if (before.isFree()) {
            table.taken(table.taken() + 1);
        }
        if (count != null) {
            count.remove(before);
            count.add(slot);
        }
    }

    /** What was put since it was begun is on the disk when it returns. */
    void end() throws IOException {
        table.end();
        changes = table.changes();
    }

    /** At most five eighths are taken, or looking for a place takes long. */
    void makeRoomFor(int more) throws IOException {
        long slots = table.slots();
        while ((table.taken() + more) * 8 > slots * 5) {
            slots *= 2;
        }
        if (slots > table.slots()) {
            grow(slots);
        }
    }

    private void grow(long slots) throws IOException {
        KeyTable larger = KeyTable.create(folder.draft(), slots, table.master());
        for (long index = 0; index < table.slots(); index++) {
            Slot slot = table.read(index);
            if (!slot.isFree() && !slot.isTorn()) {
                larger.write(larger.find(slot.name()), slot);
            }
        }
        KeyTable old = table;
        table = publish(folder, larger);
        recount();
        old.retire();
        old.close();
        folder.clear();
    }

    void close() throws IOException {
        table.close();
    }
}
