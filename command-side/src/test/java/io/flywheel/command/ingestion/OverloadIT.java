package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.command.ingestion.Http.Answer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        classes = IngestionApp.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "flywheel.data=target/test-data/overload",
            "flywheel.sources.shop.write-key=shop-key",
            "flywheel.sources.school.write-key=school-key",
            "flywheel.ingestion.batches-in-flight=1",
            "flywheel.ingestion.patience=10ms",
            "flywheel.ingestion.events-per-second=100",
            "flywheel.ingestion.burst=1",
        })
class OverloadIT {
    @LocalServerPort
    private int port;

    @Autowired
    private RememberingRecorder recorder;

    private Http http;

    @BeforeEach
    void start() {
        http = new Http(port);
        recorder.forget();
    }

    private Answer send(String key, int events) {
        String event = "{\"type\":\"track\",\"userId\":\"ada\",\"event\":\"A\"}";
        String body = "{\"writeKey\":\"" + key + "\",\"batch\":[" + (event + ",").repeat(events - 1) + event + "]}";
        return http.post("/v1/batch", body);
    }

    private static void isRefusedForNow(Answer answer) {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 300);
    }

    @Test
    void a_batch_that_finds_too_many_on_their_way_is_told_to_come_back() {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        recorder.before(batch -> {
            entered.countDown();
            await().until(() -> gate.getCount() == 0);
        });
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> send("school-key", 1));
        await().until(() -> entered.getCount() == 0);

        isRefusedForNow(send("school-key", 1));

        gate.countDown();
        assertThat(first.join().status()).isEqualTo(200);
        assertThat(send("school-key", 1).status()).isEqualTo(200);
    }

    @Test
    void a_source_beyond_its_rate_is_told_to_come_back_and_others_are_served() {
        assertThat(send("shop-key", 2_500).status()).isEqualTo(200);
        isRefusedForNow(send("shop-key", 2_500));
        assertThat(send("school-key", 1).status()).isEqualTo(200);
        assertThat(recorder.touchpoints()).hasSize(2_501);
    }
}
