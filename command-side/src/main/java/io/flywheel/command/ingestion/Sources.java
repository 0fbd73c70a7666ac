package io.flywheel.command.ingestion;

import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.command.ingestion.SourceSettings.Sender;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Knows senders by the hashes of their write keys, so that looking one up compares no secrets. */
@Component
class Sources {
    static final String LOCAL = "local";

    private final Clock clock;
    private final Map<String, Source> byName = new LinkedHashMap<>();
    private final Map<String, Key> byHash = new HashMap<>();

    private record Key(Source source, Instant until) {}

    Sources(SourceSettings settings, Clock clock) {
        this.clock = clock;
        settings.sources().forEach(this::add);
        if (byName.isEmpty()) {
            add(LOCAL, new Sender(LOCAL, null, null, List.of(), List.of()));
        }
    }

    private void add(String name, Sender sender) {
        if (name.length() > 64) {
            throw new IllegalStateException("The source name " + name + " is longer than 64 characters.");
        }
        if (name.equalsIgnoreCase(RecordTouchpoints.OWN_SOURCE)) {
            throw new IllegalStateException("No source may be called " + name + ": under that name this installation"
                    + " itself records what became of messages. Give flywheel.sources." + name + " another name.");
        }
        if (sender.writeKey() == null || sender.writeKey().isBlank()) {
            throw new IllegalStateException("Source " + name + " has no write key: set flywheel.sources." + name
                    + ".write-key to a long random text.");
        }
        Source source = new Source(name, List.copyOf(sender.facts()), Set.copyOf(sender.allowedOrigins()));
        byName.put(name, source);
        accept(sender.writeKey(), new Key(source, Instant.MAX));
        if (sender.previousWriteKey() != null && sender.previousWriteKeyUntil() != null) {
            accept(sender.previousWriteKey(), new Key(source, sender.previousWriteKeyUntil()));
        }
    }

    private void accept(String writeKey, Key key) {
        Key other = byHash.putIfAbsent(hash(writeKey), key);
        if (other != null && !other.source().equals(key.source())) {
            throw new IllegalStateException("The sources " + other.source().name() + " and "
                    + key.source().name() + " have the same write key; each needs its own.");
        }
    }

    Optional<Source> byWriteKey(@Nullable String writeKey) {
        if (writeKey == null || writeKey.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(byHash.get(hash(writeKey)))
                .filter(key -> clock.instant().isBefore(key.until()))
                .map(Key::source);
    }

    Optional<Source> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Every origin that some source allows: what a preflight, which carries no key, is answered by. */
    Set<String> origins() {
        Set<String> all = new TreeSet<>();
        byName.values().forEach(source -> all.addAll(source.origins()));
        return all;
    }

    private static String hash(String writeKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(writeKey.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
