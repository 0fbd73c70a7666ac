package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A script's view of a running product: plain HTTP with the key of the source {@code local}. */
public final class Http {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("local:".getBytes(StandardCharsets.UTF_8));

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String base;

    public Http(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** Where it is, without a slash at the end. */
    public String base() {
        return base;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path)
                .header("Accept", "application/json, text/html;q=0.9, */*;q=0.5")
                .GET());
    }

    /** The answer, which must be a success. */
    public JsonNode json(String path) {
        return JSON.readTree(text(path));
    }

    public String text(String path) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
        return response.body();
    }

    public JsonNode post(String path, String type, String body) {
        HttpResponse<String> response = send(request(path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isBetween(200, 299);
        return JSON.readTree(response.body());
    }

    /** What a request to change something is refused with. */
    public JsonNode problem(String path, int status) {
        HttpResponse<String> response = send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    public JsonNode problem(String path, String type, String body, int status) {
        HttpResponse<String> response = send(request(path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    public JsonNode put(String path, String type, String body) {
        HttpResponse<String> response = send(request(path)
                .header("Content-Type", type)
                .PUT(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isBetween(200, 299);
        return JSON.readTree(response.body());
    }

    /** Starts an import of a CSV file. @return its id */
    public String startImport(Map<String, String> parameters, String csv) {
        return post("/api/imports?" + query(parameters), "text/csv", csv)
                .get("id")
                .asString();
    }

    public JsonNode imported(String id) {
        return json("/api/imports/" + id);
    }

    /** Waits until the import has ended. */
    public JsonNode finished(String id) {
        return await("import " + id)
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> imported(id),
                        now -> Set.of("done", "failed")
                                .contains(now.get("state").asString()));
    }

    /** Waits until every read model has seen the whole log. */
    public void awaitCaughtUp() {
        await("read models caught up")
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    JsonNode projections = json("/api/projections");
                    assertThat(projections).isNotEmpty();
                    return projections
                            .valueStream()
                            .allMatch(each -> each.get("caughtUp").asBoolean());
                });
    }

    public static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", BASIC);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
