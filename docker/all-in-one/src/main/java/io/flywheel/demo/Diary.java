package io.flywheel.demo;

import io.flywheel.api.Money;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.api.touchpoint.TouchpointNames;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What one simulated person does, written down as touchpoints; she is anonymous until she is identified. */
final class Diary {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String person;
    private final Instant end;
    private final List<IncomingTouchpoint> entries = new ArrayList<>();
    private boolean known;

    /** @param end nothing at or after it is written down: it has not happened yet */
    Diary(String person, Instant end) {
        this.person = person;
        this.end = end;
    }

    String person() {
        return person;
    }

    List<IncomingTouchpoint> entries() {
        return entries;
    }

    boolean stillOpenAt(Instant at) {
        return at.isBefore(end);
    }

    void page(Instant at, String channel, String path) {
        write(at, TouchpointKind.PAGE, TouchpointNames.PAGE_VIEWED, channel, Detail.NONE, Map.of("path", path));
    }

    void track(Instant at, String name, String channel) {
        write(at, TouchpointKind.TRACK, name, channel, Detail.NONE, Map.of());
    }

    void track(Instant at, String name, String channel, Detail detail, Map<String, Object> rest) {
        write(at, TouchpointKind.TRACK, name, channel, detail, rest);
    }

    /** From here on she is known by her userId. */
    void identify(Instant at, String channel, Map<String, Object> traits) {
        known = true;
        write(at, TouchpointKind.IDENTIFY, "identify", channel, Detail.NONE, Map.of("traits", traits));
    }

    private void write(
            Instant at, TouchpointKind kind, String name, String channel, Detail detail, Map<String, Object> rest) {
        if (!stillOpenAt(at)) {
            return;
        }
        ExternalId anonymous = ExternalId.anonymous("browser-" + person);
        ExternalId user = ExternalId.user(person);
        List<ExternalId> ids = !known
                ? List.of(anonymous)
                : kind == TouchpointKind.IDENTIFY ? List.of(user, anonymous) : List.of(user);
        String messageId = person + "-" + entries.size();
        String sealed = JSON.writeValueAsString(rest);
        entries.add(new IncomingTouchpoint(
                messageId,
                kind,
                name,
                ids,
                null,
                channel,
                at,
                detail.money(),
                detail.quantity(),
                detail.score(),
                detail.seconds(),
                detail.reference(),
                Map.of(),
                sealed,
                digest(messageId + '|' + name + '|' + channel + '|' + at + '|' + detail + '|' + sealed)));
    }

    private static String digest(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The facts of a touchpoint beyond its name. */
    record Detail(
            @Nullable Money money,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal score,
            @Nullable BigDecimal seconds,
            @Nullable String reference) {
        static final Detail NONE = new Detail(null, null, null, null, null);

        static Detail order(String order, Money money, int items) {
            return new Detail(money, BigDecimal.valueOf(items), null, null, order);
        }

        static Detail score(int score) {
            return new Detail(null, null, BigDecimal.valueOf(score), null, null);
        }

        static Detail seconds(long seconds) {
            return new Detail(null, null, null, BigDecimal.valueOf(seconds), null);
        }

        static Detail about(String reference) {
            return new Detail(null, null, null, null, reference);
        }
    }
}
