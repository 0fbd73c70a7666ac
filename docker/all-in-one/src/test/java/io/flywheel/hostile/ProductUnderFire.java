package io.flywheel.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.ChildProcess;
import io.flywheel.Http;
import io.flywheel.hostile.RawHttp.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One product with little memory for all tests of a class; after each, it must still take a good event and keep up. */
abstract class ProductUnderFire {
    private static ChildProcess product;
    private static int goodOnes;

    @BeforeAll
    static void start(@TempDir Path temp) {
        product = ChildProcess.startCompiled(
                temp.resolve("data"), temp.resolve("product.log"), "-Xmx192m", "-XX:+ExitOnOutOfMemoryError");
        goodOnes = 0;
    }

    @AfterAll
    static void stop() {
        product.kill();
    }

    @AfterEach
    void it_still_takes_good_events_and_its_read_models_keep_up() {
        assertThat(product.isAlive()).as("alive").isTrue();
        goodOnes++;
        recorded(
                post(
                        "/v1/track",
                        "{\"messageId\":\"good-" + goodOnes + "\",\"userId\":\"good\",\"event\":\"Visited\"}"),
                1);
        http().awaitCaughtUp();
        for (JsonNode projection : http().json("/api/projections")) {
            assertThat(projection.get("error").isNull())
                    .as(projection.toString())
                    .isTrue();
        }
        assertThat(touchpoints("good")).isEqualTo(goodOnes);
    }

    static Http http() {
        return product.http();
    }

    static Answer send(Wire wire) {
        try (RawHttp raw = new RawHttp(product.port())) {
            return raw.send(wire);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Answer post(String path, String json) {
        return send(Wire.json(path, json));
    }

    /** Good events around the hostile one, which is written as it is. */
    static Answer amongGoodOnes(String person, String hostileEvent) {
        String before = "{\"type\":\"track\",\"userId\":\"" + person + "\",\"event\":\"Before\"}";
        String after = "{\"type\":\"track\",\"userId\":\"" + person + "\",\"event\":\"After\"}";
        return post("/v1/batch", "{\"batch\":[" + before + "," + hostileEvent + "," + after + "]}");
    }

    static void recorded(Answer answer, int events) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).get("recorded").asInt()).as(answer.body()).isEqualTo(events);
    }

    static void setAside(Answer answer, int recorded, int quarantined) {
        recorded(answer, recorded);
        assertThat(json(answer).get("quarantined").asInt()).as(answer.body()).isEqualTo(quarantined);
    }

    static void refused(Answer answer, int status, String whatToDo) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.isProblem()).as(answer.type() + answer.body()).isTrue();
        assertThat(json(answer).get("detail").asString()).contains(whatToDo);
    }

    static JsonNode json(Answer answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    static int touchpoints(String person) {
        http().awaitCaughtUp();
        return http().json("/api/users/" + person).get("touchpoints").asInt();
    }

    /** The newest reason for which something was set aside. */
    static String lastReason() {
        JsonNode item = http().json("/api/quarantine?limit=1").get("items").get(0);
        assertThat(item.get("detail").asString()).endsWith(".");
        return item.get("reason").asString();
    }

    /** How an import of this file ended. */
    static JsonNode imported(String name, byte[] file) {
        Answer answer = send(Wire.of("POST", "/api/imports?name=" + name, "text/csv", file));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return http().finished(json(answer).get("id").asString());
    }

    static byte[] gzip(byte[] pattern, int times) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < times; i++) {
                gzip.write(pattern);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<String> reasons(int newest) {
        return http().json("/api/quarantine?limit=" + newest)
                .get("items")
                .valueStream()
                .map(item -> item.get("reason").asString())
                .toList();
    }
}
