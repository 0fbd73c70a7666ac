package io.flywheel.query.platform;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whom or what a page ended with, where people or replays are listed by a number, the largest first; opaque to clients.
 * Who comes or goes between two pages moves nobody else.
 *
 * @param name tells those of one number apart: a person's stream, a replay's id
 */
public record RankCursor(long rank, String name) {
    public String encoded() {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        byte[] all = ByteBuffer.allocate(Long.BYTES + text.length)
                .putLong(rank)
                .put(text)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    public static @Nullable RankCursor parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.strip()));
            if (bytes.remaining() > Long.BYTES) {
                return new RankCursor(
                        bytes.getLong(), StandardCharsets.UTF_8.decode(bytes).toString());
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw Problems.bad("cursor", "cursor=" + text + " is not the next of any reply.");
    }

    /**
     * Where the next page begins among people in the order of pages, equal numbers by stream.
     *
     * @param rankOf and {@code streamOf} the person at a place
     */
    public int firstBehind(int people, IntToLongFunction rankOf, IntFunction<String> streamOf) {
        int low = 0;
        int high = people;
        while (low < high) {
            int middle = (low + high) >>> 1;
            long other = rankOf.applyAsLong(middle);
            boolean behind = other == rank ? streamOf.apply(middle).compareTo(name) > 0 : other < rank;
            if (behind) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
