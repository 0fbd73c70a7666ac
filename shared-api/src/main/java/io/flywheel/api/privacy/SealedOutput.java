package io.flywheel.api.privacy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Writes a file of any size sealed, piece by piece. A key seals one file only, for pieces are numbered instead of having
 * random nonces; the last one is marked, so that a file that was cut off is told from a whole one.
 */
public final class SealedOutput extends OutputStream {
    static final int PIECE = 64 * 1024;
    static final int LAST = 1 << 31;
    /** In front of each piece: its length, with the mark. */
    static final int HEAD = 4;

    private final OutputStream out;
    private final DataKey key;
    private final byte[] plain = new byte[PIECE];
    private final byte[] sealed = new byte[HEAD + PIECE + Aes.TAG];
    private int filled;
    private long number;
    private boolean closed;

    public SealedOutput(OutputStream out, DataKey key) {
        this.out = out;
        this.key = key;
    }

    static byte[] nonce(long number) {
        return ByteBuffer.allocate(Aes.NONCE)
                .putLong(Aes.NONCE - Long.BYTES, number)
                .array();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            // Only when more follows, so that the last piece is empty in an empty file only.
            if (filled == PIECE) {
                writePiece(0);
            }
            int some = Math.min(left, PIECE - filled);
            System.arraycopy(bytes, from, plain, filled, some);
            filled += some;
            from += some;
            left -= some;
        }
    }

    private void writePiece(int mark) throws IOException {
        byte[] head = ByteBuffer.allocate(HEAD).putInt(filled | mark).array();
        System.arraycopy(head, 0, sealed, 0, HEAD);
        Aes.encrypt(key.aes(), nonce(number), head, plain, filled, sealed, HEAD);
        out.write(sealed, 0, HEAD + filled + Aes.TAG);
        number++;
        filled = 0;
    }

    /** How many bytes it was given so far. */
    public long taken() {
        return number * PIECE + filled;
    }

    /** Writes the last piece, and leaves what it writes to open. */
    public void finish() throws IOException {
        if (!closed) {
            closed = true;
            writePiece(LAST);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
