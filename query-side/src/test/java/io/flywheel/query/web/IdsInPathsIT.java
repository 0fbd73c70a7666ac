package io.flywheel.query.web;

import static io.flywheel.query.PersonWorld.recorded;
import static io.flywheel.query.PersonWorld.touchpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.query.PersonWorld;
import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.TestLedger;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = PersonWorld.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "server.address=127.0.0.1")
@ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, ErrorMvcAutoConfiguration.class})
class IdsInPathsIT {
    @Autowired
    private TestLedger ledger;

    @Autowired
    private Positions positions;

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();

    private void known(String id) {
        String stream = LifecycleId.random().value();
        long last = ledger.append(
                        stream,
                        new LifecycleOpened("web", List.of()),
                        PersonWorld.linked(0, ExternalId.user(id)),
                        recorded(touchpoint(stream, "Signed Up", "2026-05-01T00:00:00Z")))
                .getLast()
                .position();
        await().untilAsserted(() -> assertThat(positions.reached("timeline", "identity", "definition"))
                .isEqualTo(last));
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Accept", accept)
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private String ok(String path, String accept) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path, accept);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme/42",
                "/leading",
                "trailing/",
                "a//b",
                "../etc",
                "a/../b",
                "a\\b",
                "a;b=c",
                "100%",
                "a%2Fb",
                "%",
                "what?",
                "a b",
                "a+b",
                "a&b=c#d",
                "\"<b>'",
                "🎉",
                "张三/一",
                "zoë@example.org",
                "timeline"
            })
    void an_id_is_found_by_path_whatever_is_in_it(String id) throws Exception {
        known(id);
        String path = "/api/users/" + encoded(id);
        JsonNode summary = JsonMapper.shared().readTree(ok(path, "application/json"));
        assertThat(summary.at("/ids/0/value").asString()).isEqualTo(id);
        assertThat(JsonMapper.shared()
                        .readTree(ok(path + "/timeline", "application/json"))
                        .get("items"))
                .hasSize(3);
        assertThat(ok(path + "/timeline", "text/csv").lines()).hasSize(4);
        assertThat(ok(path + "/why", "application/json")).contains("\"stage\":\"activation\"");

        String page = ok("/users/" + encoded(id), "text/html");
        assertThat(page).contains("Signed up");
        Matcher links = Pattern.compile("href=\"((?:/api)?/users/[^\"]*)\"").matcher(page);
        int followed = 0;
        while (links.find()) {
            ok(HtmlUtils.htmlUnescape(links.group(1)), "*/*");
            followed++;
        }
        assertThat(followed).as("links to her").isEqualTo(7);
        Matcher named = Pattern.compile("data-id=\"([^\"]*)\"").matcher(page);
        int calls = 0;
        while (named.find()) {
            assertThat(ok("/api/users/" + encoded(HtmlUtils.htmlUnescape(named.group(1))), "application/json"))
                    .contains("\"position\"");
            calls++;
        }
        assertThat(calls).as("calls that name her").isEqualTo(3);

        String found = ok("/people?id=" + encoded(id), "text/html");
        Matcher hit = Pattern.compile("href=\"(/users/[^\"]*)\"").matcher(found);
        assertThat(hit.find()).isTrue();
        assertThat(ok(HtmlUtils.htmlUnescape(hit.group(1)), "text/html")).contains("Signed up");
        String redirect = get("/users?id=" + encoded(id), "text/html")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(ok(URI.create(redirect).getRawPath(), "text/html")).contains("Signed up");
    }

    @Test
    void an_encoded_slash_does_not_lead_out_of_the_files_that_are_served() throws Exception {
        assertThat(get("/css/flywheel.css", "*/*").statusCode()).isEqualTo(200);
        for (String path : List.of(
                "/css/..%2f..%2fweb/messages.properties",
                "/css/%2e%2e%2f%2e%2e%2fdb/query/V1__platform.sql",
                "/css/..%5c..%5cweb/messages.properties",
                "/css/..%252f..%252fweb/messages.properties",
                "/..%2f..%2fetc/passwd",
                "/webjars/..%2f..%2f..%2fdb/query/V1__platform.sql")) {
            assertThat(get(path, "*/*").statusCode()).as(path).isBetween(400, 404);
        }
    }

    @Test
    void a_plain_slash_still_parts_a_path() throws Exception {
        known("acme/43");
        assertThat(get("/api/users/acme/43", "application/json").statusCode()).isEqualTo(404);
    }
}
