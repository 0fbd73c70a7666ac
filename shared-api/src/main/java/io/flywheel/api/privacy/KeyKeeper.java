package io.flywheel.api.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Makes, destroys and wraps anew the keys of an installation. Any number of these, in any number of processes, may share a
 * folder: each holds its {@link KeyLock} while it writes, and looks first at what others have written since. Safe for
 * threads, and on the disk when it returns.
 */
public final class KeyKeeper implements Keys, AutoCloseable {
    private static final long FIRST_SLOTS = 1 << 12;
    private static final int AT_ONCE = 1_024;

    private final KeyFolder folder;
    private final MasterKeySource source;
    private final KeyLock lock;
    private final KeyShelf shelf;
    private final KeyRing ring;
    private MasterKeys masters;

    private KeyKeeper(KeyFolder folder, MasterKeySource source, KeyLock lock) throws IOException {
        this.folder = folder;
        this.source = source;
        this.lock = lock;
        if (folder.newest().isEmpty()) {
            source.createIfMissing();
            KeyShelf.makeFirst(folder, FIRST_SLOTS, source.read(folder.path()).newest());
        }
        this.masters = source.read(folder.path());
        this.shelf = new KeyShelf(folder);
        requireKnown(shelf.table().master());
        shelf.counted().requireAll(masters, folder.path());
        shelf.table().master(masters.newest());
        shelf.table().force();
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
            KeyLock lock = new KeyLock(path);
            return lock.during(() -> new KeyKeeper(folder, source, lock));
        } catch (IOException e) {
            throw KeysRefused.unreadable(path, e);
        }
    }

    @Override
    public Optional<DataKey> find(KeyName name) {
        return ring.find(name);
    }

    public Path folder() {
        return folder.path();
    }

    /** Whether there is a key, or the trace of one. */
    public boolean has(KeyName name) {
        return ring.has(name);
    }

    /** Makes those that are missing. One that was destroyed stays destroyed. */
    public void create(Collection<KeyName> names) {
        inTurn(() -> {
            List<KeyName> missing =
                    names.stream().distinct().filter(this::isMissing).toList();
            if (missing.isEmpty()) {
                return false;
            }
            shelf.makeRoomFor(missing.size());
            shelf.begin();
            for (KeyName name : missing) {
                shelf.put(shelf.table().find(name), wrapped(name, Aes.random(DataKey.BYTES)));
            }
            shelf.end();
            return true;
        });
    }

    private boolean isMissing(KeyName name) {
        KeyTable table = shelf.table();
        return table.read(table.find(name)).isFree();
    }

    /**
     * Overwrites them where they are. A trace of each stays, also of those that are missing: so erasures can be repeated
     * on a folder that was put back from a backup.
     */
    public void destroy(Collection<KeyName> names) {
        inTurn(() -> {
            shelf.makeRoomFor(names.size());
            shelf.begin();
            KeyTable table = shelf.table();
            for (KeyName name : names) {
                long index = table.find(name);
                Slot slot = table.read(index);
                if (slot.isFree() || slot.isLive()) {
                    shelf.put(index, Slot.destroyed(name));
                }
            }
            // After the keys themselves: whoever sees this finds none of them. Even if nothing is new, for this may be
            // repeated because it failed just before here.
            table.noteDestroyed(table.destroyed() + 1);
            shelf.end();
            return true;
        });
    }

    public KeyCensus census() {
        while (true) {
            Optional<KeyTable> uncounted =
                    inTurn(() -> shelf.isCounted() ? Optional.empty() : Optional.of(shelf.table()));
            if (uncounted.isEmpty()) {
                return inTurn(() -> census(shelf.counted()));
            }
            // Many keys take a while to be counted, and nobody is to wait for that.
            KeyTable walked = uncounted.get();
            KeyCount counted = KeyCount.of(walked);
            if (!walked.isRetired()) {
                return inTurn(() -> census(counted));
            }
        }
    }

    private KeyCensus census(KeyCount counted) {
        Map<String, Long> underMaster = new TreeMap<>();
        counted.underMaster().forEach((id, keys) -> underMaster.put(MasterKeys.text(id), keys));
        String newest = MasterKeys.text(shelf.table().master());
        return new KeyCensus(counted.live(), counted.destroyed(), counted.torn(), newest, underMaster);
    }

    /**
     * Wraps every key under the newest master key, which may just have been put into its file. Others may make and destroy
     * keys meanwhile. Each key names the master key that it is wrapped under, so this may end anywhere and begin anew.
     *
     * @param goesOn asked between some hundreds of keys
     */
    public void rotate(BooleanSupplier goesOn) {
        readMasterKeys();
        KeyTable walked = inTurn(shelf::table);
        long next = 0;
        while (goesOn.getAsBoolean()) {
            KeyTable known = walked;
            long from = next;
            KeyTable now = inTurn(() -> {
                if (shelf.table() == known) {
                    wrapAnew(from, Math.min(from + AT_ONCE, known.slots()));
                }
                return shelf.table();
            });
            next = now == walked ? next + AT_ONCE : 0;
            walked = now;
            if (next >= walked.slots()) {
                return;
            }
        }
    }

    /**
     * Reads the master keys again; what is made from now on, by whatever process, is wrapped under the newest.
     *
     * @throws KeysRefused if one is missing under which keys are wrapped; then nothing changes
     */
    public void readMasterKeys() {
        inTurn(() -> {
            MasterKeys now = source.read(folder.path());
            shelf.counted().requireAll(now, folder.path());
            masters = now;
            shelf.table().master(now.newest());
            shelf.table().force();
            return true;
        });
    }

    private void wrapAnew(long from, long to) throws IOException {
        KeyTable table = shelf.table();
        boolean begun = false;
        for (long index = from; index < to; index++) {
            Slot slot = table.read(index);
            if (slot.isLive() && !slot.isTorn() && slot.master() != table.master()) {
                byte[] key = masters.unwrap(slot);
                if (key == null) {
                    throw otherMasterKey(slot.master());
                }
                if (!begun) {
                    shelf.begin();
                    begun = true;
                }
                shelf.put(index, wrapped(slot.name(), key));
            }
        }
        if (begun) {
            shelf.end();
        }
    }

    /** Under the master key that is in force for all who share the folder. */
    private Slot wrapped(KeyName name, byte[] key) {
        return masters.wrap(name, key, shelf.table().master());
    }

    /** Another process may have put another master key in force. */
    private void knowMaster() {
        long needed = shelf.table().master();
        if (!masters.has(needed)) {
            masters = source.read(folder.path());
            requireKnown(needed);
        }
    }

    private void requireKnown(long needed) {
        if (!masters.has(needed)) {
            throw otherMasterKey(needed);
        }
    }

    private KeysRefused otherMasterKey(long needed) {
        return KeysRefused.otherMasterKey(folder.path(), List.of(MasterKeys.text(needed)), masters.ids());
    }

    private <T> T inTurn(KeyLock.Work<T> work) {
        try {
            return lock.during(() -> {
                shelf.look();
                knowMaster();
                return work.done();
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the keys in " + folder.path() + " cannot be written", e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.during(() -> {
            shelf.close();
            return true;
        });
    }
}
