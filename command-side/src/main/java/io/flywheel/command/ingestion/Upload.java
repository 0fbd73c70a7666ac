package io.flywheel.command.ingestion;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A file on its way here: what is read of it is kept, and a sender who goes away is told from a disk that is full. */
final class Upload extends FilterInputStream {
    private final OutputStream kept;
    private long bytes;
    private @Nullable IOException failure;

    Upload(InputStream sent, OutputStream kept) {
        super(sent);
        this.kept = kept;
    }

    /** The sender went away before everything was here. */
    static final class CutOff extends IOException {
        private static final long serialVersionUID = 1L;

        CutOff(IOException cause) {
            super(cause);
        }
    }

    long bytes() {
        return bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Once it has failed it stays failed, whoever catches the first failure on its way. */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            int read = receive(buffer, offset, length);
            if (read > 0) {
                kept.write(buffer, offset, read);
                bytes += read;
            }
            return read;
        } catch (IOException broken) {
            failure = broken;
            throw broken;
        }
    }

    private int receive(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException cut) {
            throw new CutOff(cut);
        }
    }
}
