package io.flywheel.command.delivery;

import io.flywheel.command.delivery.ChannelSettings.Way;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** The ways out that this installation has, by name. */
@Component
public class Channels {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String WEBHOOK = "webhook";

    private final Map<String, Channel> byName = new LinkedHashMap<>();
    private final Map<String, Signatures> signatures = new LinkedHashMap<>();
    private final ObjectProvider<JavaMailSender> mail;
    private final PublicUrl publicUrl;
    private final Clock clock;

    Channels(ChannelSettings settings, ObjectProvider<JavaMailSender> mail, PublicUrl publicUrl, Clock clock) {
        this.mail = mail;
        this.publicUrl = publicUrl;
        this.clock = clock;
        byName.put(LogChannel.NAME, new LogChannel(LogChannel.NAME));
        settings.channels().forEach((name, way) -> byName.put(name, channel(name, way)));
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    Collection<Channel> all() {
        return List.copyOf(byName.values());
    }

    Optional<Channel> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** By channel, for those from which results may come back. */
    Map<String, Signatures> signatures() {
        return Map.copyOf(signatures);
    }

    private Channel channel(String name, Way way) {
        if (!NAME.matcher(name).matches()) {
            throw ChannelRefused.channel(
                    name,
                    "that is no name.",
                    "Use up to 64 letters, digits, dots, hyphens and underscores, as in flywheel.channels.push.url.");
        }
        String type = way.type() == null ? name : way.type();
        if (type.equals(WEBHOOK) || way.secret() != null) {
            signatures.put(name, Signatures.with(name, way.secret()));
        }
        return switch (type) {
            case LogChannel.NAME -> new LogChannel(name);
            case WEBHOOK -> webhook(name, way);
            case EmailChannel.KIND -> EmailChannel.of(name, way, mail.getIfAvailable(), publicUrl);
            default ->
                throw ChannelRefused.channel(
                        name,
                        "there is no type \"" + type + "\".",
                        "Set flywheel.channels." + name + ".type to webhook, email or log.");
        };
    }

    private Channel webhook(String name, Way way) {
        Signatures signing = signatures.get(name);
        URI url = way.url();
        if (url == null || !isHttp(url) || signing == null) {
            throw ChannelRefused.channel(
                    name,
                    "it has no address that starts with http:// or https://.",
                    "Set flywheel.channels." + name + ".url to where the receiver listens.");
        }
        return new WebhookChannel(name, new SignedPost(url, signing, way.timeout(), clock));
    }

    static boolean isHttp(URI url) {
        return url.getHost() != null
                && ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()));
    }
}
