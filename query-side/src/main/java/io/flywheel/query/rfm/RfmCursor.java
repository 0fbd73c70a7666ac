package io.flywheel.query.rfm;

import io.flywheel.query.platform.Problems;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The person a page ended with; opaque to clients. Who comes or goes between two pages moves nobody else. */
record RfmCursor(long money, String stream) {
    static RfmCursor at(Scored scored, int buyer) {
        return new RfmCursor(scored.buyers().money()[buyer], scored.stream(buyer));
    }

    String encoded() {
        byte[] name = stream.getBytes(StandardCharsets.UTF_8);
        byte[] all = ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(money)
                .put(name)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    static @Nullable RfmCursor parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.strip()));
            if (bytes.remaining() > Long.BYTES) {
                return new RfmCursor(
                        bytes.getLong(), StandardCharsets.UTF_8.decode(bytes).toString());
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw Problems.bad("cursor", "cursor=" + text + " is not the next of any reply.");
    }

    /** Where the next page begins among buyers in the order of pages. */
    int firstBehind(Scored scored, int[] buyers) {
        int low = 0;
        int high = buyers.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            long other = scored.buyers().money()[buyers[middle]];
            boolean behind = other == money ? scored.stream(buyers[middle]).compareTo(stream) > 0 : other < money;
            if (behind) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
