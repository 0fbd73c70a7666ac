package io.flywheel.command.ingestion;

import io.flywheel.api.privacy.DataKey;
import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.privacy.SealedInput;
import io.flywheel.api.privacy.SealedOutput;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.stereotype.Component;

/**
 * Keeps uploads as files until their rows are recorded, so that an upload of any size needs no memory and survives. Each is
 * sealed under a key of its own, which has the file's name, and which is destroyed before the file is deleted.
 */
@Component
class Spool {
    private static final String SUFFIX = ".upload";
    private static final Pattern UPLOAD = Pattern.compile("[\\w-]{22}\\.upload");

    private final Path folder;
    private final KeyKeeper keys;

    Spool(SourceSettings settings, KeyKeeper keys) {
        this.folder = Path.of(settings.data()).resolve("imports");
        this.keys = keys;
    }

    /** @param hash of the content */
    record Stored(long bytes, String hash) {}

    /**
     * On the disk when it returns.
     *
     * @throws Upload.CutOff if the upload ends too early
     * @throws Expansion.TooFar if it is compressed and inflates to too much; any other failure is one of this side's disk
     */
    Stored store(String upload, byte[] start, InputStream rest) throws IOException {
        Files.createDirectories(folder);
        MessageDigest digest = sha256();
        try (FileChannel file = create(upload);
                SealedOutput sealed = new SealedOutput(Channels.newOutputStream(file), newKey(upload));
                OutputStream out = new DigestOutputStream(sealed, digest)) {
            Upload sent = new Upload(new SequenceInputStream(new ByteArrayInputStream(start), rest), out);
            if (Bodies.isGzip(start)) {
                Expansion.watch(sent);
            } else {
                sent.transferTo(OutputStream.nullOutputStream());
            }
            sealed.finish();
            file.force(true);
            return new Stored(sent.bytes(), HexFormat.of().formatHex(digest.digest(), 0, 8));
        }
    }

    /** Text to be written. */
    interface Text {
        void writeTo(Appendable out) throws IOException;
    }

    /**
     * Stores gzip of a text; on the disk when it returns.
     *
     * @return its compressed size
     */
    long write(String upload, Text text) throws IOException {
        try (FileChannel file = create(upload);
                SealedOutput sealed = new SealedOutput(Channels.newOutputStream(file), newKey(upload));
                GZIPOutputStream gzip = new GZIPOutputStream(sealed, 64 * 1024);
                Writer out = new OutputStreamWriter(gzip, StandardCharsets.UTF_8)) {
            text.writeTo(out);
            out.flush();
            gzip.finish();
            long bytes = sealed.taken();
            sealed.finish();
            file.force(true);
            return bytes;
        }
    }

    private FileChannel create(String upload) throws IOException {
        return FileChannel.open(path(upload), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    boolean has(String upload) {
        return Files.exists(path(upload));
    }

    void delete(String upload) {
        try {
            delete(path(upload));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what was left behind when the server stopped between finishing an import and deleting its file. */
    void keepOnly(List<String> uploads) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Set<Path> kept = uploads.stream().map(this::path).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file ->
                            UPLOAD.matcher(file.getFileName().toString()).matches() && !kept.contains(file))
                    .toList()) {
                delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ByteCounter open(String upload) throws IOException {
        DataKey key = keys.find(KeyName.parse(upload))
                .orElseThrow(() -> new IOException("the file was given up, and its key is destroyed"));
        return new ByteCounter(new SealedInput(Files.newInputStream(path(upload)), key));
    }

    private DataKey newKey(String upload) throws IOException {
        KeyName name = KeyName.parse(upload);
        try {
            keys.create(List.of(name));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return keys.find(name).orElseThrow();
    }

    /** Whatever the disk keeps of it afterwards, nobody can read it. */
    private void delete(Path file) throws IOException {
        String name = file.getFileName().toString();
        KeyName key = KeyName.parse(name.substring(0, name.length() - SUFFIX.length()));
        if (keys.has(key)) {
            keys.destroy(List.of(key));
        }
        Files.deleteIfExists(file);
    }

    /** The text of the beginning of a file: where gzip is cut off in the middle, the text just ends. */
    static Reader beginning(byte[] bytes) throws IOException {
        return text(new ByteArrayInputStream(bytes), true);
    }

    /** The text of a stored file: inflated if it is gzip, UTF-8, without a byte order mark. */
    static Reader text(InputStream bytes) throws IOException {
        return text(bytes, false);
    }

    private static Reader text(InputStream bytes, boolean mayBeCutOff) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(bytes, 64 * 1024);
        buffered.mark(3);
        byte[] first = buffered.readNBytes(3);
        buffered.reset();
        InputStream plain = Bodies.isGzip(first) ? new GZIPInputStream(buffered, 64 * 1024) : buffered;
        plain = new Unhurried(plain, mayBeCutOff);
        // What is not UTF-8 becomes U+FFFD here, and the row with it goes to quarantine.
        BufferedReader text = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 64 * 1024);
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        return text;
    }

    private Path path(String upload) {
        return folder.resolve(upload + SUFFIX);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hands out everything that can be read before it tells that the rest cannot. */
    private static final class Unhurried extends FilterInputStream {
        private final boolean mayBeCutOff;

        Unhurried(InputStream in, boolean mayBeCutOff) {
            super(in);
            this.mayBeCutOff = mayBeCutOff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (EOFException cutOff) {
                if (mayBeCutOff) {
                    return -1;
                }
                throw new EOFException("its compressed content ends in the middle");
            }
        }

        /** So that no reader reads on, and loses what it has to a failure. */
        @Override
        public int available() {
            return 0;
        }
    }

    /** Tells how far a file has been read, by its own bytes. */
    static final class ByteCounter extends InputStream {
        private final InputStream in;
        private long count;

        ByteCounter(InputStream in) {
            this.in = in;
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            count += Math.max(0, read);
            return read;
        }

        /** By this gzip decides whether there is another member behind one that ends. */
        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
