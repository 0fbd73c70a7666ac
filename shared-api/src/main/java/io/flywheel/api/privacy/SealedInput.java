package io.flywheel.api.privacy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import javax.crypto.AEADBadTagException;

/** Reads what {@link SealedOutput} wrote; nothing is handed out that was changed, and an end too early is an error. */
public final class SealedInput extends InputStream {
    private final InputStream in;
    private final DataKey key;
    private byte[] plain = new byte[0];
    private int read;
    private long number;
    private boolean last;

    public SealedInput(InputStream in, DataKey key) {
        this.in = in;
        this.key = key;
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? plain[read++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int some = Math.min(length, plain.length - read);
        System.arraycopy(plain, read, buffer, offset, some);
        read += some;
        return some;
    }

    private boolean hasMore() throws IOException {
        while (read == plain.length && !last) {
            readPiece();
        }
        return read < plain.length;
    }

    private void readPiece() throws IOException {
        byte[] head = in.readNBytes(SealedOutput.HEAD);
        if (head.length < SealedOutput.HEAD) {
            throw new EOFException("the sealed file ends in the middle");
        }
        int announced = ByteBuffer.wrap(head).getInt();
        int length = announced & ~SealedOutput.LAST;
        if (length > SealedOutput.PIECE) {
            throw new IOException("the sealed file was changed");
        }
        byte[] sealed = new byte[Aes.NONCE + length + Aes.TAG];
        System.arraycopy(SealedOutput.nonce(number), 0, sealed, 0, Aes.NONCE);
        if (in.readNBytes(sealed, Aes.NONCE, length + Aes.TAG) < length + Aes.TAG) {
            throw new EOFException("the sealed file ends in the middle");
        }
        try {
            plain = Aes.decrypt(key.aes(), head, sealed, 0);
        } catch (AEADBadTagException changed) {
            throw new IOException("the sealed file was changed", changed);
        }
        read = 0;
        number++;
        last = (announced & SealedOutput.LAST) != 0;
    }

    /** More than nothing exactly where something follows. */
    @Override
    public int available() {
        return plain.length - read + (last ? 0 : 1);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
