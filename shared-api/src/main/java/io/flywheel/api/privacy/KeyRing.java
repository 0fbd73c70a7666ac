package io.flywheel.api.privacy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Finds keys in a folder that another thread or process writes to. What was destroyed there is not found from that moment
 * on: each question looks at the file's header first, and drops all keys it remembers when any was destroyed.
 */
public final class KeyRing implements Keys {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final KeyFolder folder;
    private final MasterKeySource source;
    private volatile MasterKeys masters;
    private volatile Known known;

    /** What is remembered holds while nothing is destroyed and the file stays the same. */
    private record Known(KeyTable table, long destroyed, KeyCache cache) {
        boolean holds() {
            return !table.isRetired() && table.destroyed() == destroyed;
        }
    }

    private KeyRing(KeyFolder folder, MasterKeySource source) throws IOException {
        this.folder = folder;
        this.source = source;
        this.known = remembering(newest());
        this.masters = source.read(folder.path());
        long needed = known.table().master();
        if (!masters.has(needed)) {
            throw KeysRefused.otherMasterKey(folder.path(), List.of(MasterKeys.text(needed)), masters.ids());
        }
    }

    /**
     * For a process that makes no keys: waits up to a minute for the one that does.
     *
     * @throws KeysRefused if there are none then, or the master key is another
     */
    public static KeyRing in(Path path, MasterKeySource source) {
        KeyFolder folder = new KeyFolder(path);
        try {
            long deadline = System.nanoTime() + PATIENCE;
            while (folder.newest().isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw KeysRefused.noKeys(path);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
            return open(folder, source);
        } catch (IOException e) {
            throw KeysRefused.unreadable(path, e);
        }
    }

    static KeyRing open(KeyFolder folder, MasterKeySource source) throws IOException {
        return new KeyRing(folder, source);
    }

    @Override
    public Optional<DataKey> find(KeyName name) {
        while (true) {
            Known now = now();
            DataKey remembered = now.cache().get(name);
            if (remembered != null) {
                return Optional.of(remembered);
            }
            Slot slot = slot(now.table(), name);
            if (slot != null) {
                if (slot.isFree()) {
                    throw new KeyMissing(name);
                }
                if (!slot.isLive()) {
                    return Optional.empty();
                }
                DataKey key = new DataKey(unwrap(slot));
                // Into the cache that was there before the slot was read: what is destroyed since then drops it.
                now.cache().put(name, key);
                return Optional.of(key);
            }
        }
    }

    /** Whether there is a key, or the trace of one. */
    boolean has(KeyName name) {
        Slot slot;
        do {
            slot = slot(now().table(), name);
        } while (slot == null);
        return !slot.isFree();
    }

    /** None if it was read after its file was retired: then it may be wiped already. */
    private static @Nullable Slot slot(KeyTable table, KeyName name) {
        Slot slot = table.read(table.find(name));
        return table.isRetired() ? null : slot;
    }

    private byte[] unwrap(Slot slot) {
        byte[] key = masters.unwrap(slot);
        if (key == null) {
            masters = source.read(folder.path());
            key = masters.unwrap(slot);
        }
        if (key == null) {
            throw KeysRefused.otherMasterKey(folder.path(), List.of(MasterKeys.text(slot.master())), masters.ids());
        }
        return key;
    }

    private Known now() {
        Known now = known;
        return now.holds() ? now : renewed();
    }

    private synchronized Known renewed() {
        Known now = known;
        if (!now.holds()) {
            now = remembering(now.table().isRetired() ? newest() : now.table());
            known = now;
        }
        return now;
    }

    /** The count is read before anything is remembered. */
    private static Known remembering(KeyTable table) {
        return new Known(table, table.destroyed(), new KeyCache());
    }

    private KeyTable newest() {
        while (true) {
            try {
                Path path = folder.newest().orElseThrow(() -> KeysRefused.noKeys(folder.path()));
                try (KeyTable table = KeyTable.open(path, false)) {
                    return table;
                }
            } catch (FileNotFoundException | NoSuchFileException grown) {
                // There is a larger one by now.
            } catch (IOException e) {
                throw new UncheckedIOException("the keys in " + folder.path() + " cannot be read", e);
            }
        }
    }
}
