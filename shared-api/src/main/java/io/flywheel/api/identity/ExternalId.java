package io.flywheel.api.identity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.flywheel.api.LifecycleId;
import java.util.List;
import java.util.Set;

/**
 * An id by which a service knows a person.
 *
 * @param kind {@code userId}, {@code anonymousId}, {@code email}, {@code phone}, ...
 */
public record ExternalId(String kind, String value) {
    public static final String USER_ID = "userId";
    public static final String ANONYMOUS_ID = "anonymousId";

    /** The ledger's own name of a person, for what it records of her by itself: no service knows it, and no path reads it. */
    private static final String LIFECYCLE = "lifecycle";

    public static ExternalId lifecycle(LifecycleId person) {
        return new ExternalId(LIFECYCLE, person.value());
    }

    public static ExternalId user(String value) {
        return new ExternalId(USER_ID, value);
    }

    public static ExternalId anonymous(String value) {
        return new ExternalId(ANONYMOUS_ID, value);
    }

    /** Reads the form used in paths: {@code ada} is a userId, {@code email:ada@example.org} names its kind. */
    public static ExternalId parse(String text) {
        int colon = text.indexOf(':');
        if (colon > 0 && KINDS.contains(text.substring(0, colon))) {
            return new ExternalId(text.substring(0, colon), text.substring(colon + 1));
        }
        return user(text);
    }

    /** The ids that such a text may mean, the likeliest first: without a kind it may be an anonymousId, too. */
    public static List<ExternalId> candidates(String text) {
        ExternalId id = parse(text);
        return id.isUserId() ? List.of(id, anonymous(id.value())) : List.of(id);
    }

    private static final Set<String> KINDS =
            Set.of(USER_ID, ANONYMOUS_ID, "email", "phone", "device", "wechat", "openid", "external");

    /** The shortest text that {@link #parse} reads as this id. */
    public String text() {
        return parse(value).equals(this) ? value : kind + ":" + value;
    }

    @JsonIgnore
    public boolean isLifecycle() {
        return kind.equals(LIFECYCLE);
    }

    @JsonIgnore
    public boolean isUserId() {
        return kind.equals(USER_ID);
    }
}
