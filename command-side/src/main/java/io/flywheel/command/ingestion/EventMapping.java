package io.flywheel.command.ingestion;

import io.flywheel.api.Micros;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.api.touchpoint.TouchpointNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns an event of the tracking API into a touchpoint: which of its members are facts, and what they mean. */
@Component
class EventMapping {
    private final String defaultCurrency;
    private final EventDigest digest;

    EventMapping(SourceSettings settings, EventDigest digest) {
        this.digest = digest;
        this.defaultCurrency = settings.currency().toUpperCase(Locale.ROOT);
    }

    /** @param event complete: batch-level members merged in, with a {@code messageId} */
    IncomingTouchpoint map(JsonNode event, Source source, Instant receivedAt) throws Unfit {
        if (!(event instanceof ObjectNode object)) {
            throw new Unfit("not-an-object", "An event must be a JSON object.");
        }
        if (EventJson.isDeeperThan(Limits.NESTING, object)) {
            throw new Unfit(
                    "too-deep", "An event may have " + Limits.NESTING + " objects and arrays inside each other.");
        }
        String messageId = Texts.name(object, "messageId", Limits.MESSAGE_ID);
        if (messageId == null) {
            throw new Unfit("bad-text", "\"messageId\" is blank.");
        }
        TouchpointKind kind = kind(object);
        Instant occurredAt = Micros.truncate(EventTimes.occurredAt(object, receivedAt));
        List<ExternalId> ids = ids(object);
        String name = name(object, kind);
        PropertyFacts facts = new PropertyFacts(EventJson.object(object, "properties"));
        return new IncomingTouchpoint(
                messageId,
                kind,
                name,
                ids,
                kind == TouchpointKind.ALIAS ? previousId(object) : null,
                channel(object, facts, kind),
                occurredAt,
                facts.money(name, defaultCurrency),
                facts.number("quantity"),
                facts.number("score", "rating"),
                facts.number("duration"),
                facts.text(Limits.ID, "order_id", "subscription_id", "ticket_id"),
                facts.declared(source.facts()),
                SealedRest.of(object, facts, kind == TouchpointKind.TRACK, occurredAt, receivedAt),
                digest.of(object));
    }

    private static TouchpointKind kind(ObjectNode event) throws Unfit {
        String type = EventJson.text(event, "type");
        return switch (type == null ? "" : type.toLowerCase(Locale.ROOT)) {
            case "track" -> TouchpointKind.TRACK;
            case "page" -> TouchpointKind.PAGE;
            case "screen" -> TouchpointKind.SCREEN;
            case "identify" -> TouchpointKind.IDENTIFY;
            case "group" -> TouchpointKind.GROUP;
            case "alias" -> TouchpointKind.ALIAS;
            default ->
                throw new Unfit("unknown-type", "\"type\" must be one of track, page, screen, identify, group, alias.");
        };
    }

    private static List<ExternalId> ids(ObjectNode event) throws Unfit {
        String userId = Texts.name(event, "userId", Limits.ID);
        String anonymousId = Texts.name(event, "anonymousId", Limits.ID);
        List<ExternalId> ids = new ArrayList<>(2);
        if (userId != null) {
            ids.add(ExternalId.user(userId));
        }
        if (anonymousId != null) {
            ids.add(ExternalId.anonymous(anonymousId));
        }
        if (ids.isEmpty()) {
            throw new Unfit("no-person", "The event names nobody: it needs a \"userId\" or an \"anonymousId\".");
        }
        return ids;
    }

    private static ExternalId previousId(ObjectNode event) throws Unfit {
        String previous = Texts.name(event, "previousId", Limits.ID);
        if (previous == null) {
            throw new Unfit("no-previous-id", "An alias call needs the \"previousId\" that it replaces.");
        }
        return previous.equals(EventJson.text(event, "anonymousId"))
                ? ExternalId.anonymous(previous)
                : ExternalId.user(previous);
    }

    private static String name(ObjectNode event, TouchpointKind kind) throws Unfit {
        return switch (kind) {
            case PAGE -> TouchpointNames.PAGE_VIEWED;
            case SCREEN -> TouchpointNames.SCREEN_VIEWED;
            case IDENTIFY -> "Identified";
            case GROUP -> "Grouped";
            case ALIAS -> "Aliased";
            case TRACK -> {
                String name = Texts.name(event, "event", Limits.NAME);
                if (name == null) {
                    throw new Unfit("no-event", "A track call needs an \"event\": the name of what happened.");
                }
                yield name.strip();
            }
        };
    }

    /** What the sender says, in lower case: of the context, else of the properties; else what its library tells. */
    private static @Nullable String channel(ObjectNode event, PropertyFacts facts, TouchpointKind kind) throws Unfit {
        String said = Texts.name(EventJson.object(event, "context"), "channel", 64);
        if (said == null) {
            said = facts.text(64, "channel");
        }
        if (said != null) {
            return said.strip().toLowerCase(Locale.ROOT);
        }
        String told = Libraries.channel(event);
        if (told != null) {
            return told;
        }
        return switch (kind) {
            case PAGE -> "web";
            case SCREEN -> "app";
            default -> null;
        };
    }
}
