package io.flywheel.api.privacy;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One file of keys: a hash table on disk. Names are random, so a name's first bits are its hash, and what is taken is
 * looked for in the next slot. Any number of threads and processes of one machine read it through the memory that the
 * system maps it to; only who holds the {@link KeyLock} writes, without a channel, for an interrupted thread would close
 * that for all.
 */
final class KeyTable implements Closeable {
    private static final long MAGIC = 0x464c594b45595331L;
    private static final int HEADER = 4096;
    private static final int SEGMENT = 1 << 30;
    private static final int TRIES = 64;

    private static final int SLOTS = 8;
    private static final int RETIRED = 16;
    private static final int DESTROYED = 24;
    private static final int MASTER = 32;
    private static final int BEGUN = 40;
    private static final int TAKEN = 48;
    private static final int CHANGES = 56;
    private static final int USED_OF_HEADER = 64;

    private final Path path;
    private final RandomAccessFile file;
    private final MappedByteBuffer header;
    private final ByteBuffer[] segments;
    private final long slots;

    private KeyTable(Path path, RandomAccessFile file) throws IOException {
        this.path = path;
        this.file = file;
        if (file.length() < HEADER) {
            throw KeysRefused.damaged(path);
        }
        this.header = map(path, 0, HEADER);
        this.slots = header.getLong(SLOTS);
        if (header.getLong(0) != MAGIC || Long.bitCount(slots) != 1 || file.length() != HEADER + slots * Slot.BYTES) {
            throw KeysRefused.damaged(path);
        }
        long bytes = slots * Slot.BYTES;
        this.segments = new ByteBuffer[(int) ((bytes + SEGMENT - 1) / SEGMENT)];
        for (int i = 0; i < segments.length; i++) {
            long start = (long) i * SEGMENT;
            segments[i] = map(path, HEADER + start, Math.min(SEGMENT, bytes - start));
        }
    }

    static KeyTable create(Path path, long slots, long master) throws IOException {
        Files.createFile(path);
        Disk.restrict(path, "rw-------");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            ByteBuffer header = ByteBuffer.allocate(USED_OF_HEADER)
                    .putLong(0, MAGIC)
                    .putLong(SLOTS, slots)
                    .putLong(MASTER, master);
            file.write(header.array());
            file.setLength(HEADER + slots * Slot.BYTES);
        }
        return open(path, true);
    }

    static KeyTable open(Path path, boolean writable) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), writable ? "rw" : "r");
        try {
            return new KeyTable(path, file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Mapped memory stays when its channel closes. */
    private static MappedByteBuffer map(Path path, long start, long bytes) throws IOException {
        return Disk.throughChannel(path, channel -> channel.map(FileChannel.MapMode.READ_ONLY, start, bytes));
    }

    Path path() {
        return path;
    }

    long slots() {
        return slots;
    }

    /** Whether everything has moved to a larger file; then all slots of this one are being wiped. */
    boolean isRetired() {
        return header(RETIRED) != 0;
    }

    /** Changes whenever keys are destroyed. */
    long destroyed() {
        return header(DESTROYED);
    }

    /** Under which new keys are wrapped. */
    long master() {
        return header(MASTER);
    }

    void master(long id) throws IOException {
        header(MASTER, id);
    }

    void noteDestroyed(long count) throws IOException {
        header(DESTROYED, count);
    }

    /** Somebody is about to write slots; whoever finds this later knows that she died before all of it was on the disk. */
    void begin() throws IOException {
        header(BEGUN, 1);
    }

    /** What was begun is on the disk when it returns. */
    void end() throws IOException {
        header(CHANGES, changes() + 1);
        force();
        header(BEGUN, 0);
    }

    boolean isBegun() {
        return header(BEGUN) != 0;
    }

    /** Changes whenever anything is written. */
    long changes() {
        return header(CHANGES);
    }

    /** How many slots are not free, as whoever wrote last has counted. */
    long taken() {
        return header(TAKEN);
    }

    void taken(long count) throws IOException {
        header(TAKEN, count);
    }

    /** What is asked of the slots after this is not older. */
    private long header(int offset) {
        long value = header.getLong(offset);
        VarHandle.loadLoadFence();
        return value;
    }

    private void header(int offset, long value) throws IOException {
        file.seek(offset);
        file.writeLong(value);
    }

    /** The slot of this name; that of a free one which it would get, if there is none. */
    long find(KeyName name) {
        long index = home(name);
        while (true) {
            Slot slot = read(index);
            if (slot.isFree() || (slot.isOf(name) && !slot.isTorn())) {
                return index;
            }
            index = (index + 1) & (slots - 1);
        }
    }

    /** Its first bits, as many as number the slots. */
    private long home(KeyName name) {
        return name.high() >>> (Long.SIZE - Long.numberOfTrailingZeros(slots));
    }

    /** Looks again where a write may be under way. */
    Slot read(long index) {
        long position = index * Slot.BYTES;
        ByteBuffer segment = segments[(int) (position / SEGMENT)];
        for (int i = 1; ; i++) {
            byte[] bytes = new byte[Slot.BYTES];
            segment.get((int) (position % SEGMENT), bytes);
            VarHandle.loadLoadFence();
            Slot slot = Slot.read(bytes);
            if (i == TRIES || !slot.isTorn()) {
                return slot;
            }
            Thread.yield();
        }
    }

    void write(long index, Slot slot) throws IOException {
        file.seek(HEADER + index * Slot.BYTES);
        file.write(slot.bytes());
    }

    void force() throws IOException {
        file.getFD().sync();
    }

    /** Tells readers to look for the larger file, then overwrites every slot. */
    void retire() throws IOException {
        header(RETIRED, 1);
        force();
        byte[] zeros = new byte[1 << 16];
        file.seek(HEADER);
        for (long left = slots * Slot.BYTES; left > 0; left -= zeros.length) {
            file.write(zeros, 0, (int) Math.min(zeros.length, left));
        }
        force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
