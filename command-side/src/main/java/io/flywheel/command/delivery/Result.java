package io.flywheel.command.delivery;

import java.util.Optional;
import java.util.stream.Stream;

/** What can become of a message; each has the name it has in the Segment specification. */
enum Result {
    SENT("Message Sent", "Message Sent"),
    DELIVERED("Message Delivered", "Email Delivered"),
    BOUNCED("Message Bounced", "Email Bounced"),
    /** Hers, as clicks are: a service that cannot tell a person's from a mail program's had better not report it. */
    OPENED("Message Opened", "Email Opened"),
    CLICKED("Message Link Clicked", "Email Link Clicked");

    private static final String PREFIX = "message.";

    private final String ofMessage;
    private final String ofEmail;

    Result(String ofMessage, String ofEmail) {
        this.ofMessage = ofMessage;
        this.ofEmail = ofEmail;
    }

    /** @param kind of the channel */
    String touchpoint(String kind) {
        return kind.equals(EmailChannel.KIND) ? ofEmail : ofMessage;
    }

    /** As callbacks call it: {@code message.delivered}. */
    String type() {
        return PREFIX + name().toLowerCase(java.util.Locale.ROOT);
    }

    /** None for a type that no callback has; that a message was sent is known here. */
    static Optional<Result> reported(String type) {
        return Stream.of(values())
                .filter(each -> each != SENT && each.type().equals(type))
                .findFirst();
    }
}
