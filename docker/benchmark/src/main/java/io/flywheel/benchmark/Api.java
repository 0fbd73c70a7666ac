package io.flywheel.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product's HTTP paths as its clients use them, over the loopback only. */
final class Api implements AutoCloseable {
    static final String SOURCE = "benchmark";
    static final String WRITE_KEY = "benchmark-key";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int TRIES = 120;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final LongAdder refusals = new LongAdder();
    private final String base;
    private final String authorization =
            "Basic " + Base64.getEncoder().encodeToString((WRITE_KEY + ":").getBytes(StandardCharsets.UTF_8));

    Api(int port) {
        base = "http://127.0.0.1:" + port;
    }

    boolean isReady() throws InterruptedException {
        try {
            HttpRequest request = request("/actuator/health/readiness")
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends as an SDK does: refused for now means again later, anything else but success is an error. */
    Acknowledged ingest(String path, byte[] body) throws InterruptedException {
        JsonNode answer = post(path, "application/json", BodyPublishers.ofByteArray(body), TIMEOUT);
        return new Acknowledged(
                answer.path("recorded").asLong(0),
                answer.path("duplicate").asLong(0),
                answer.path("quarantined").asLong(0),
                answer.path("position").asLong(0));
    }

    /** @return the import's id */
    String importFile(Path csv, String name, Duration atMost) throws InterruptedException, IOException {
        return post("/api/imports?name=" + name, "text/csv", BodyPublishers.ofFile(csv), atMost)
                .path("id")
                .asString("");
    }

    JsonNode get(String path) throws InterruptedException {
        HttpResponse<byte[]> response = send(request(path).timeout(TIMEOUT).build());
        if (response.statusCode() != 200) {
            throw refused("GET " + path, response);
        }
        return JSON.readTree(response.body());
    }

    /** Asks for a change, in JSON. */
    JsonNode change(String path, String body) throws InterruptedException {
        return post(path, "application/json", BodyPublishers.ofString(body), TIMEOUT);
    }

    /** Puts a definition, in YAML. */
    void publish(String path, String yaml) throws InterruptedException {
        HttpResponse<byte[]> response = send(request(path)
                .header("Content-Type", "application/yaml")
                .timeout(TIMEOUT)
                .PUT(BodyPublishers.ofString(yaml))
                .build());
        if (response.statusCode() / 100 != 2) {
            throw refused("PUT " + path, response);
        }
    }

    /** @return {@link System#nanoTime()} when every read model had seen the log up to there */
    long awaitCaughtUp(long position, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            JsonNode projections = get("/api/projections");
            boolean all = !projections.isEmpty();
            for (JsonNode projection : projections) {
                all &= projection.path("caughtUp").asBoolean(false)
                        && projection.path("position").asLong(0) >= position;
            }
            if (all) {
                return System.nanoTime();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "The read models had not reached " + position + " in time: " + projections);
            }
            Thread.sleep(20);
        }
    }

    /** How many times the product asked to come again later. */
    long refusals() {
        return refusals.sum();
    }

    @Override
    public void close() {
        client.close();
    }

    private JsonNode post(String path, String type, BodyPublisher body, Duration atMost) throws InterruptedException {
        HttpRequest request = request(path)
                .header("Authorization", authorization)
                .header("Content-Type", type)
                .timeout(atMost)
                .POST(body)
                .build();
        for (int i = 1; ; i++) {
            HttpResponse<byte[]> response = send(request);
            int status = response.statusCode();
            if (status / 100 == 2) {
                return JSON.readTree(response.body());
            }
            if ((status != 429 && status != 503) || i == TRIES) {
                throw refused("POST " + path, response);
            }
            refusals.increment();
            Thread.sleep(response.headers().firstValueAsLong("Retry-After").orElse(1) * 1000);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            throw new UncheckedIOException("The product is gone", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalStateException refused(String call, HttpResponse<byte[]> response) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        return new IllegalStateException(call + " was answered " + response.statusCode() + ": "
                + body.substring(0, Math.min(500, body.length())));
    }
}
