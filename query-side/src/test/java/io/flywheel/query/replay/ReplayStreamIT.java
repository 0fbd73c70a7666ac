package io.flywheel.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.query.PersonWorld;
import io.flywheel.query.platform.TestLedger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Progress as it is heard by somebody who listens. */
@SpringBootTest(
        classes = ReplayStreamIT.Served.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "server.address=127.0.0.1")
class ReplayStreamIT {
    @SpringBootConfiguration(proxyBeanMethods = false)
    @Import(PersonWorld.class)
    @ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
    static class Served {}

    @LocalServerPort
    private int port;

    @Autowired
    private TestLedger ledger;

    @Autowired
    private ReplaySteps steps;

    @Autowired
    private Replays replays;

    @Test
    void a_listener_hears_of_each_change_until_the_new_rows_answer() throws Exception {
        ledger.append("ada", new LifecycleOpened("web", List.of()));
        String id = steps.start("timeline", true);
        await().untilAsserted(() -> assertThat(replays.get(id).state()).isEqualTo("ready"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/replays/" + id))
                            .header("Accept", "text/event-stream")
                            .build(),
                    HttpResponse.BodyHandlers.ofLines());
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            Iterator<String> told =
                    answer.body().filter(line -> line.startsWith("data:")).iterator();
            assertThat(told.next()).contains("\"state\":\"ready\"", "\"position\":3", "\"live\":1");
            ledger.append("grace", new LifecycleOpened("web", List.of()));
            assertThat(told.next()).contains("\"head\":4");
            await().until(() -> replays.get(id).position() == 4);
            steps.switchOver(id);
            String last = told.next();
            while (told.hasNext()) {
                last = told.next();
            }
            assertThat(last)
                    .contains(
                            "\"state\":\"live\"", "\"live\":" + replays.get(id).generation());
        }
    }
}
