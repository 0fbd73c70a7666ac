package io.flywheel.command.ingestion;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.web.ErrorResponseException;

/** Reads a request's body as it came, inflated, and never more of it than is allowed. */
final class Bodies {
    private Bodies() {}

    static byte[] read(HttpServletRequest request, int limit) throws IOException {
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        byte[] sent = sent(request, limit + 1);
        if (sent.length > limit) {
            throw tooLarge(limit);
        }
        // Some SDKs compress without saying so, or say it twice: the first two bytes are what counts.
        return isGzip(sent) ? inflate(sent, limit) : sent;
    }

    private static byte[] sent(HttpServletRequest request, int most) throws IOException {
        try {
            return request.getInputStream().readNBytes(most);
        } catch (IOException cut) {
            throw cutOff(cut);
        }
    }

    /** The sender went away, stopped sending, or said of a chunk that it is what it is not. */
    static ErrorResponseException cutOff(IOException cause) {
        return Problems.unreadable("The body ended before all of it was here, or in the middle of a chunk ("
                + Texts.shorten(Texts.wellFormed(String.valueOf(cause.getMessage())), 100)
                + "). Send the whole of it again: nothing is recorded twice.");
    }

    static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
    }

    private static byte[] inflate(byte[] sent, int limit) throws IOException {
        try (InputStream inflater = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            byte[] body = inflater.readNBytes(limit + 1);
            if (body.length > limit) {
                throw tooLarge(limit);
            }
            return body;
        } catch (ZipException | java.io.EOFException broken) {
            throw Problems.unreadable("The body starts like gzip but cannot be inflated: " + broken.getMessage() + ".");
        }
    }

    private static ErrorResponseException tooLarge(int limit) {
        return Problems.tooLarge(
                "The body may have " + limit / 1024 + " KB after decompression; send fewer events in one request.");
    }
}
