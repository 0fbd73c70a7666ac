package io.flywheel.api.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Makes, destroys and wraps anew the keys of an installation; the only one to write to their folder. Safe for threads, and
 * on the disk when it returns.
 */
public final class KeyKeeper implements Keys, AutoCloseable {
    private static final long FIRST_SLOTS = 1 << 12;
    private static final int AT_ONCE = 1_024;

    private final KeyFolder folder;
    private final MasterKeySource source;
    private final FileChannel owned;
    private final KeyRing ring;
    private KeyTable table;
    private MasterKeys masters;
    private KeyCount count;

    private KeyKeeper(KeyFolder folder, MasterKeySource source, FileChannel owned) throws IOException {
        this.folder = folder;
        this.source = source;
        this.owned = owned;
        if (folder.newest().isEmpty()) {
            source.createIfMissing();
            this.masters = source.read(folder.path());
            this.table = publish(create(FIRST_SLOTS));
        } else {
            this.masters = source.read(folder.path());
            this.table = KeyTable.open(folder.newest().orElseThrow(), true);
        }
        folder.clear();
        this.count = KeyCount.of(table);
        count.requireAll(masters, folder.path());
        table.master(masters.newest());
        table.force();
        this.ring = KeyRing.open(folder, source);
    }

    /**
     * @param path the folder, made where it is missing; with it, if none is given, a master key
     * @throws KeysRefused if nothing could be sealed or opened with what is there
     */
    public static KeyKeeper in(Path path, MasterKeySource source) {
        KeyFolder folder = new KeyFolder(path);
        try {
            folder.create();
            FileChannel owned = own(path);
            try {
                return new KeyKeeper(folder, source, owned);
            } catch (IOException | RuntimeException e) {
                owned.close();
                throw e;
            }
        } catch (IOException e) {
            throw KeysRefused.unreadable(path, e);
        }
    }

    private static FileChannel own(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("keys.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // by this very process
        }
        channel.close();
        throw KeysRefused.inUse(path);
    }

    @Override
    public Optional<DataKey> find(KeyName name) {
        return ring.find(name);
    }

    public Path folder() {
        return folder.path();
    }

    /** Whether there is a key, or the trace of one. */
    public synchronized boolean has(KeyName name) {
        return !table.read(table.find(name)).isFree();
    }

    /** Makes those that are missing. One that was destroyed stays destroyed. */
    public synchronized void create(Collection<KeyName> names) {
        write(() -> {
            makeRoomFor(names.size());
            boolean changed = false;
            for (KeyName name : names) {
                long index = table.find(name);
                if (table.read(index).isFree()) {
                    put(index, masters.wrap(name, Aes.random(DataKey.BYTES)));
                    changed = true;
                }
            }
            return changed;
        });
    }

    /**
     * Overwrites them where they are. A trace of each stays, also of those that are missing: so erasures can be repeated
     * on a folder that was put back from a backup.
     */
    public synchronized void destroy(Collection<KeyName> names) {
        write(() -> {
            makeRoomFor(names.size());
            for (KeyName name : names) {
                long index = table.find(name);
                Slot slot = table.read(index);
                if (slot.isFree() || slot.isLive()) {
                    put(index, Slot.destroyed(name));
                }
            }
            // After the keys themselves: whoever sees this finds none of them. Even if nothing is new, for this may be
            // repeated because it failed just before here.
            table.noteDestroyed(table.destroyed() + 1);
            return true;
        });
    }

    public synchronized KeyCensus census() {
        Map<String, Long> underMaster = new TreeMap<>();
        count.underMaster().forEach((id, keys) -> underMaster.put(MasterKeys.text(id), keys));
        return new KeyCensus(
                count.live(), count.destroyed(), count.torn(), MasterKeys.text(masters.newest()), underMaster);
    }

    /**
     * Wraps every key under the newest master key, which may just have been put into its file. Others may make and destroy
     * keys meanwhile. Each key names the master key that it is wrapped under, so this may end anywhere and begin anew.
     *
     * @param goesOn asked between some hundreds of keys
     */
    public void rotate(BooleanSupplier goesOn) {
        KeyTable walked;
        synchronized (this) {
            readMasterKeys();
            walked = table;
        }
        long next = 0;
        while (goesOn.getAsBoolean()) {
            synchronized (this) {
                if (table != walked) {
                    walked = table;
                    next = 0;
                }
                if (next >= walked.slots()) {
                    return;
                }
                long from = next;
                next = Math.min(from + AT_ONCE, walked.slots());
                wrapAnew(from, next);
            }
        }
    }

    /**
     * Reads the master keys again; what is made from now on is wrapped under the newest.
     *
     * @throws KeysRefused if one is missing under which keys are wrapped; then nothing changes
     */
    public synchronized void readMasterKeys() {
        write(() -> {
            MasterKeys now = source.read(folder.path());
            count.requireAll(now, folder.path());
            masters = now;
            table.master(now.newest());
            return true;
        });
    }

    private void wrapAnew(long from, long to) {
        write(() -> {
            boolean changed = false;
            for (long index = from; index < to; index++) {
                Slot slot = table.read(index);
                if (slot.isLive() && !slot.isTorn() && slot.master() != masters.newest()) {
                    byte[] key = masters.unwrap(slot);
                    if (key == null) {
                        throw new IllegalStateException("counted, but not there: " + MasterKeys.text(slot.master()));
                    }
                    put(index, masters.wrap(slot.name(), key));
                    changed = true;
                }
            }
            return changed;
        });
    }

    private void put(long index, Slot slot) throws IOException {
        count.remove(table.read(index));
        table.write(index, slot);
        count.add(slot);
    }

    /** At most five eighths are taken, or looking for a place takes long. */
    private void makeRoomFor(int more) throws IOException {
        long slots = table.slots();
        while ((count.taken() + more) * 8 > slots * 5) {
            slots *= 2;
        }
        if (slots > table.slots()) {
            grow(slots);
        }
    }

    private void grow(long slots) throws IOException {
        KeyTable larger = create(slots);
        for (long index = 0; index < table.slots(); index++) {
            Slot slot = table.read(index);
            if (!slot.isFree() && !slot.isTorn()) {
                larger.write(larger.find(slot.name()), slot);
            }
        }
        KeyTable old = table;
        table = publish(larger);
        count = KeyCount.of(table);
        old.retire();
        old.close();
        folder.clear();
    }

    private KeyTable create(long slots) throws IOException {
        return KeyTable.create(folder.draft(), slots, masters.newest());
    }

    private KeyTable publish(KeyTable draft) throws IOException {
        draft.force();
        draft.close();
        return KeyTable.open(folder.publish(draft.path()), true);
    }

    private interface Change {
        /** @return whether anything was written */
        boolean make() throws IOException;
    }

    private void write(Change change) {
        try {
            if (change.make()) {
                table.force();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the keys in " + folder.path() + " cannot be written", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        table.close();
        owned.close();
    }
}
