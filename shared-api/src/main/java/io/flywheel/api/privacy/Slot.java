package io.flywheel.api.privacy;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * One place of a {@link KeyTable}: free, a wrapped key, what is left of a destroyed one, or bytes of which a power cut let
 * only some through. 128 bytes, so that none lies across two sectors of a disk:
 *
 * <pre>{@code
 *   0 state   4 check   8 name (16)   24 master key   32 nonce (12), key (32), tag (16)   92 zeros
 * }</pre>
 */
final class Slot {
    static final int BYTES = 128;
    static final int WRAPPED = Aes.NONCE + DataKey.BYTES + Aes.TAG;
    static final int FREE = 0;
    private static final int LIVE = 0x4c495645;
    private static final int GONE = 0x474f4e45;

    private static final int CHECK = 4;
    private static final int NAME = 8;
    private static final int MASTER = 24;
    private static final int KEY = 32;

    private final ByteBuffer bytes;

    private Slot(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    static Slot of(KeyName name, long master, byte[] wrapped) {
        ByteBuffer bytes = named(LIVE, name).putLong(MASTER, master).put(KEY, wrapped);
        return new Slot(checked(bytes));
    }

    static Slot destroyed(KeyName name) {
        return new Slot(checked(named(GONE, name)));
    }

    static Slot read(byte[] bytes) {
        return new Slot(ByteBuffer.wrap(bytes));
    }

    private static ByteBuffer named(int state, KeyName name) {
        return ByteBuffer.allocate(BYTES)
                .putInt(0, state)
                .putLong(NAME, name.high())
                .putLong(NAME + Long.BYTES, name.low());
    }

    private static ByteBuffer checked(ByteBuffer bytes) {
        return bytes.putInt(CHECK, check(bytes));
    }

    private static int check(ByteBuffer bytes) {
        CRC32C check = new CRC32C();
        check.update(bytes.array(), 0, CHECK);
        check.update(bytes.array(), NAME, BYTES - NAME);
        return (int) check.getValue();
    }

    boolean isFree() {
        return bytes.getInt(0) == FREE && bytes.getInt(CHECK) == 0;
    }

    boolean isLive() {
        return bytes.getInt(0) == LIVE;
    }

    /** Neither free nor what was written. */
    boolean isTorn() {
        return !isFree() && bytes.getInt(CHECK) != check(bytes);
    }

    boolean isOf(KeyName name) {
        return bytes.getLong(NAME) == name.high() && bytes.getLong(NAME + Long.BYTES) == name.low();
    }

    KeyName name() {
        return new KeyName(bytes.getLong(NAME), bytes.getLong(NAME + Long.BYTES));
    }

    long master() {
        return bytes.getLong(MASTER);
    }

    byte[] wrapped() {
        byte[] wrapped = new byte[WRAPPED];
        bytes.get(KEY, wrapped);
        return wrapped;
    }

    byte[] bytes() {
        return bytes.array();
    }
}
