package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.LifecycleId;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;
import tools.jackson.databind.JsonNode;

/** What becomes of an import when something goes wrong on its way, and who hears of it. */
class ImportRunIT extends ImportsOverHttp {
    @Test
    void a_file_that_breaks_in_the_middle_fails_with_what_to_do() {
        JsonNode end = end(send("?name=broken", rows(150) + "\"closed\" too early,2026-03-01,Visited\n" + rows(10)));
        assertThat(end.get("state").asString()).isEqualTo("failed");
        assertThat(end.get("error").asString()).contains("line 152", "Send the file again under the same name");
        assertThat(recorder.touchpoints()).hasSize(150);
    }

    @Test
    void a_runner_that_was_stopped_takes_imports_again_once_it_is_started() {
        runner.stop();
        runner.start();
        counts(end(send("?name=restarted", rows(10))), 10, 10, 0, 0);
    }

    @Test
    void a_store_that_is_away_is_waited_for() {
        AtomicInteger failures = new AtomicInteger(1);
        recorder.before(batch -> {
            if (failures.getAndDecrement() == 0) {
                throw new TransientDataAccessResourceException("away");
            }
        });
        counts(end(send("?name=away", rows(350))), 350, 350, 0, 0);
    }

    @Test
    void an_upload_that_is_cut_off_fails_and_says_to_send_it_again() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("POST /api/imports?name=cut HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n"
                                    + rows(20_000))
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            await().until(() -> listed().size() == 1);
        }
        await().until(() -> listed().get(0).get("state").asString().equals("failed"));
        assertThat(listed().get(0).get("error").asString()).contains("cut off").contains("again");
        assertThat(recorder.touchpoints()).isEmpty();
        await().until(() -> spooled() == 0);
    }

    @Test
    void an_upload_that_was_interrupted_by_a_stop_fails_and_says_to_send_it_again() {
        String id = LifecycleId.random().value();
        imports.begin(id, "half", "local", new ImportRecipe(true, Map.of(), null, null, null));
        runner.recover();
        JsonNode half = http.get("/api/imports/" + id).json();
        assertThat(half.get("state").asString()).isEqualTo("failed");
        assertThat(half.get("error").asString()).contains("Send the file again");
    }

    @Test
    void an_event_stream_ends_with_the_final_state_and_senders_are_served_meanwhile() {
        CountDownLatch gate = new CountDownLatch(1);
        recorder.before(batch -> {
            if (batch.importId() != null) {
                await().until(() -> gate.getCount() == 0);
            }
        });
        String id = send("?name=stream", rows(10));
        assertThat(http.post("/v1/track", "{\"writeKey\":\"shop-key\",\"userId\":\"ada\",\"event\":\"A\"}")
                        .status())
                .isEqualTo(200);
        gate.countDown();
        String stream = http.get("/api/imports/" + id, "Accept", "text/event-stream")
                .response()
                .body();
        assertThat(stream).startsWith("event:progress\ndata:{").endsWith("\n\n");
        assertThat(stream.substring(stream.lastIndexOf("data:"))).contains("\"state\":\"done\"", "\"recorded\":10");
    }
}
