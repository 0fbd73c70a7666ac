package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.command.ingestion.Http.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
        classes = IngestionApp.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "flywheel.data=target/test-data/openapi",
        })
@ImportAutoConfiguration({
    SpringDocConfiguration.class,
    SpringDocConfigProperties.class,
    SpringDocWebMvcConfiguration.class,
})
class OpenApiIT {
    @LocalServerPort
    private int port;

    @Test
    void every_example_of_the_tracking_api_runs_as_it_stands() {
        Http http = new Http(port);
        JsonNode paths = http.get("/v3/api-docs").json().get("paths");
        List<String> calls = paths.propertyNames().stream()
                .filter(path -> path.startsWith("/v1/"))
                .toList();

        assertThat(calls).hasSize(8).noneMatch(path -> path.endsWith("/"));
        for (String path : calls) {
            JsonNode example = paths.get(path)
                    .at("/post/requestBody/content")
                    .iterator()
                    .next()
                    .get("example");
            assertThat(example).as(path).isNotNull();
            Answer answer = http.post(path, example.isString() ? example.asString() : example.toString());
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.json().get("quarantined").intValue()).as(path).isZero();
        }
    }

    @Test
    void the_example_of_an_import_runs_as_it_stands() {
        Http http = new Http(port);
        JsonNode post = http.get("/v3/api-docs").json().at("/paths/~1api~1imports/post");
        String csv = post.at("/requestBody/content/text~1csv/example").asString();
        StringBuilder query = new StringBuilder("?");
        for (JsonNode parameter : post.get("parameters")) {
            if (parameter.has("example")) {
                query.append(parameter.get("name").asString())
                        .append('=')
                        .append(parameter.get("example").asString().replace(" ", "%20"))
                        .append('&');
            }
        }
        Answer answer = http.post("/api/imports" + query, csv);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
    }
}
