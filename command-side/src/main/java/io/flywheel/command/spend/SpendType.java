package io.flywheel.command.spend;

import java.util.List;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** What sent rows are written in: as it is said, or as they begin, for curl calls all a form unless it is told better. */
enum SpendType {
    CSV,
    JSON,
    UNTOLD;

    private static final MediaType TEXT_CSV = MediaType.valueOf("text/csv");
    private static final List<MediaType> READ = List.of(TEXT_CSV, MediaType.APPLICATION_JSON);

    /** @param sent the Content-Type; empty for none */
    static SpendType of(String sent) throws HttpMediaTypeNotSupportedException {
        if (sent.isEmpty()) {
            return UNTOLD;
        }
        MediaType type = parsed(sent);
        if (TEXT_CSV.includes(type)) {
            return CSV;
        }
        if (MediaType.APPLICATION_JSON.includes(type)) {
            return JSON;
        }
        if (MediaType.APPLICATION_FORM_URLENCODED.includes(type) || MediaType.APPLICATION_OCTET_STREAM.includes(type)) {
            return UNTOLD;
        }
        throw new HttpMediaTypeNotSupportedException(type, READ);
    }

    private static MediaType parsed(String sent) throws HttpMediaTypeNotSupportedException {
        try {
            return MediaType.parseMediaType(sent);
        } catch (InvalidMediaTypeException noType) {
            throw new HttpMediaTypeNotSupportedException(noType.getMessage(), READ);
        }
    }

    boolean isCsv(byte[] body) {
        return this == CSV || (this == UNTOLD && firstCharacter(body) != '{');
    }

    private static int firstCharacter(byte[] body) {
        for (byte each : body) {
            // Spaces, and the bytes of a byte order mark.
            boolean before = each == ' ' || (each >= '\t' && each <= '\r') || (each & 0xff) >= 0xbb;
            if (!before) {
                return each;
            }
        }
        return -1;
    }
}
