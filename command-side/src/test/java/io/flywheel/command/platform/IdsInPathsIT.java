package io.flywheel.command.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.command.CommandSideForTests;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The command side by itself, behind its own web server. */
@SpringBootTest(
        classes = CommandSideForTests.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.mvc.problemdetails.enabled=true")
class IdsInPathsIT {
    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({"acme%2F42, acme/42", "acme%5C42, acme\\42", "a%3Bb, a;b", "%E7%81%AF, 灯", "a%25b, a%b"})
    void whatever_an_id_is_made_of_it_is_looked_for(String encoded, String id) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/users/" + encoded + "/consents/email");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(uri).DELETE().build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
            assertThat(answer.body()).contains("“" + id.replace("\\", "\\\\") + "”");
        }
    }
}
