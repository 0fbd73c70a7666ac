package io.flywheel.command.delivery;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service that is told about people by signed calls. It is no channel of campaigns: what it is told is for no person, so
 * nobody is asked whether she consents, and nothing of it is recorded about her.
 */
public final class Subscriber {
    private final String name;
    private final SignedPost post;
    private final Telling telling;

    /** Says what a notice tells, when it goes out. */
    public interface Telling {
        /** None if there is nobody any more whom the service would know. */
        Optional<String> json(Notice notice);
    }

    private Subscriber(String name, SignedPost post, Telling telling) {
        this.name = name;
        this.post = post;
        this.telling = telling;
    }

    /**
     * @param name as notices call it; no channel may have it
     * @param what it is set up for, as the beginning of a sentence that says that it cannot be
     * @param setting under which its {@code url}, {@code secret} and {@code timeout} are
     * @throws RuntimeException that ends the start and says which setting is missing
     */
    public static Subscriber of(
            String name,
            String what,
            String setting,
            @Nullable URI url,
            @Nullable String secret,
            Duration timeout,
            Telling telling,
            Clock clock) {
        if (url == null || !Channels.isHttp(url)) {
            throw refused(
                    what,
                    "there is no address that starts with http:// or https://.",
                    "Set " + setting + ".url to where the receiver listens.");
        }
        if (!timeout.isPositive()) {
            throw refused(
                    what,
                    "nobody could answer in that time: " + timeout + ".",
                    "Set " + setting + ".timeout to a time such as PT10S, or leave it out.");
        }
        Signatures signatures = Signatures.with(what, setting, secret);
        return new Subscriber(name, new SignedPost(url, signatures, timeout, clock), telling);
    }

    /** Like any other setting of a subscriber by which nothing could be told. */
    public static RuntimeException refused(String what, String why, String action) {
        return new ChannelRefused(what, why, action);
    }

    WayOut way() {
        return new WayOut() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean addressesPeople() {
                return false;
            }

            @Override
            public void send(Outgoing what) throws Undeliverable {
                if (!(what instanceof Notice notice)) {
                    throw Undeliverable.forNow("no-channel");
                }
                String body = telling.json(notice).orElseThrow(() -> Undeliverable.anyMore("unknown"));
                post.send(notice.id(), body);
            }
        };
    }
}
