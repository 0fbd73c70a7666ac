package io.flywheel.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Makes one to three things wrong with a valid request; the same seed makes the same things wrong. */
final class Mutator {
    private final Random random;

    Mutator(long seed) {
        this.random = new Random(seed);
    }

    Random random() {
        return random;
    }

    Wire mutate(Wire valid) {
        Wire wire = valid;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            wire = once(wire);
        }
        return random.nextInt(25) == 0 ? misframed(wire) : wire;
    }

    private Wire once(Wire wire) {
        boolean hasBody = wire.body().length > 0;
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> hasBody ? wire.withBody(structure(wire.body())) : query(wire);
            case 3, 4 -> hasBody ? wire.withBody(bytes(wire.body())) : query(wire);
            case 5 -> query(wire);
            case 6 -> path(wire);
            case 7 -> random.nextInt(4) == 0 ? wire.withMethod(pick(METHODS)) : headers(wire);
            default -> headers(wire);
        };
    }

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "FOO", "get");

    private byte[] structure(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return (text.startsWith("{") ? JsonMutations.mutate(text, random) : lines(text))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Of a table or a rule file: a line twice, away, or with something else between its commas. */
    private String lines(String text) {
        String[] lines = text.split("\n", -1);
        int at = random.nextInt(lines.length);
        lines[at] = switch (random.nextInt(6)) {
            case 0 -> lines[at] + "\n" + lines[at];
            case 1 -> "";
            case 2 -> lines[at].replaceFirst("[^,:]*$", java.util.regex.Matcher.quoteReplacement(pick(Nasty.TEXTS)));
            case 3 -> lines[at].replaceFirst("[0-9-]{10}", pick(Nasty.TIMES));
            case 4 -> lines[at].replaceFirst("[,:]", "\"");
            default -> lines[at].replaceFirst("[^,:]+", java.util.regex.Matcher.quoteReplacement(pick(Nasty.JSON)));
        };
        return String.join("\n", lines);
    }

    private byte[] bytes(byte[] body) {
        int from = random.nextInt(body.length);
        int to = from + random.nextInt(Math.min(body.length - from, 64) + 1);
        return switch (random.nextInt(12)) {
            case 0 -> Arrays.copyOf(body, from);
            case 1 -> splice(body, from, to, new byte[0]);
            case 2 -> splice(body, from, from, Arrays.copyOfRange(body, from, to));
            case 3 -> splice(body, from, to, noise());
            case 4 -> new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
            case 5 -> splice(body, 0, 0, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
            case 6 -> gzip(body);
            case 7 -> flip(gzip(body));
            case 8 -> Arrays.copyOf(gzip(body), 1 + random.nextInt(20));
            case 9 -> new String(body, StandardCharsets.UTF_8).replace('a', 'é').getBytes(StandardCharsets.ISO_8859_1);
            default -> flip(body);
        };
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(40)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] flip(byte[] body) {
        byte[] flipped = body.clone();
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] splice(byte[] body, int from, int to, byte[] other) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(body, 0, from);
        bytes.writeBytes(other);
        bytes.write(body, to, body.length - to);
        return bytes.toByteArray();
    }

    private Wire query(Wire wire) {
        String target = wire.target();
        int mark = target.indexOf('?');
        if (mark < 0) {
            return wire.withTarget(
                    target + "?" + pick(List.of("x", "limit", "at", "after")) + "=" + pick(Nasty.ENCODED));
        }
        String[] parameters = target.substring(mark + 1).split("&");
        int at = random.nextInt(parameters.length);
        String name = parameters[at].split("=", 2)[0];
        parameters[at] = switch (random.nextInt(8)) {
            case 0 -> parameters[at] + "&" + parameters[at];
            case 1 -> name;
            case 2 -> pick(Nasty.ENCODED) + "=" + name;
            default -> name + "=" + pick(Nasty.ENCODED);
        };
        return wire.withTarget(target.substring(0, mark + 1) + String.join("&", parameters));
    }

    private Wire path(Wire wire) {
        String target = wire.target();
        int mark = target.indexOf('?') < 0 ? target.length() : target.indexOf('?');
        String path = target.substring(0, mark);
        String last = path.substring(0, path.lastIndexOf('/') + 1);
        String other = switch (random.nextInt(6)) {
            case 0 -> path + "/";
            case 1 -> path + "/" + pick(Nasty.ENCODED);
            case 2 -> path.replaceFirst("/", "//");
            case 3 -> path + pick(List.of(".json", ";jsessionid=1", "%00", "%2F", "/.."));
            default -> last + pick(Nasty.ENCODED);
        };
        return wire.withTarget(other + target.substring(mark));
    }

    private Wire headers(Wire wire) {
        return switch (random.nextInt(8)) {
            case 0 -> wire.with("Content-Type", pick(Nasty.TYPES));
            case 1 -> wire.with("Content-Type", null);
            case 2 -> wire.with("Content-Encoding", pick(Nasty.ENCODINGS));
            case 3 -> wire.with("Accept", pick(Nasty.ACCEPTS));
            case 4 ->
                wire.with("Authorization", pick(List.of("Basic", "Basic !!!", "Bearer x", "Basic eDp5", "x", "")));
            case 5 -> wire.with("Accept-Language", pick(List.of("zh", "xx-YY-ZZ", ";q=9", "*", "en, zh;q=NaN")));
            case 6 -> wire.with("Origin", pick(List.of("null", "https://x.example", ":", "ftp://%")));
            default ->
                wire.with(
                        pick(List.of("X-Forwarded-For", "Forwarded", "Content-Disposition", "Host", "Expect", "Range")),
                        pick(List.of(
                                "", "x", "10.1.1.1", "\"=;;filename*=x'y", "100-continue", "bytes=9-1", "ä\u0007b")));
        };
    }

    /** What says how long the body is does not fit the body. */
    private Wire misframed(Wire wire) {
        int length = wire.body().length;
        return wire.framedBy(pick(List.of(
                "Content-Length: " + (length + 1 + random.nextInt(1_000)),
                "Content-Length: " + random.nextInt(length + 1),
                "Content-Length: -1",
                "Content-Length: 9999999999999999999999",
                "Content-Length: x",
                "Content-Length: " + length + "\r\nContent-Length: " + (length + 1),
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: nonsense",
                "Transfer-Encoding: chunked\r\nContent-Length: " + length,
                "X-Nothing: says how long it is",
                "X-Long: " + "x".repeat(20_000))));
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
