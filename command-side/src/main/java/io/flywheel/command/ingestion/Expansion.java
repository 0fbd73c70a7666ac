package io.flywheel.command.ingestion;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Watches how far an upload expands, so that a small file cannot keep this server busy without end.
 *
 * <p>Real tables shrink to a fifth or a fiftieth. A file may inflate to {@link #ALWAYS} bytes whatever its size, and
 * beyond that to {@link #TIMES} times the bytes that were sent.
 */
final class Expansion {
    static final long ALWAYS = 64L * 1024 * 1024;
    static final int TIMES = 200;

    private Expansion() {}

    /** The upload inflates to more than is allowed. */
    static final class TooFar extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Reads a gzip file to its end. One that is broken is read on as it is: how far its rows are readable is found out
     * when they are recorded.
     *
     * @throws TooFar as soon as it has expanded too far
     */
    static void watch(InputStream upload) throws IOException {
        Counted sent = new Counted(upload);
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream inflated = new GZIPInputStream(sent, buffer.length);
            long bytes = 0;
            for (int read = inflated.read(buffer); read >= 0; read = inflated.read(buffer)) {
                bytes += read;
                if (bytes > Math.max(ALWAYS, sent.count * TIMES)) {
                    throw new TooFar();
                }
            }
        } catch (ZipException | EOFException broken) {
            // What is behind the break is kept too.
        }
        while (upload.read(buffer) >= 0) {
            // It is the reading that keeps it.
        }
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count += Math.max(0, read);
            return read;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        /** There may always be another member behind one that ends: a file may consist of several. */
        @Override
        public int available() {
            return 1;
        }
    }
}
