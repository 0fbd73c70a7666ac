package io.flywheel.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** A sample population is never left half loaded, and never mixed with real data. */
@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
class DemoE2E {
    @TempDir
    Path data;

    @Test
    void a_demo_that_was_interrupted_goes_on_at_the_next_start(CapturedOutput log) {
        try (Running flywheel = Running.on(data, "--flywheel.demo=school")) {
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> demo(flywheel).get("sent").asInt() > 0);
        }
        assertThat(log).contains("Loading the sample school").doesNotContain("ERROR", "could not be loaded");
        DemoNote note = DemoNote.read(data).orElseThrow();
        int touchpoints = new School().historyUntil(note.today()).size();
        try (Running flywheel = Running.on(data, "--flywheel.demo=school")) {
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> demo(flywheel).get("state").asString(), "loaded"::equals);
            assertThat(flywheel.count("TouchpointRecorded")).isEqualTo(touchpoints);
            assertThat(flywheel.count("LifecycleOpened")).isEqualTo(new School().people());
            assertThat(active(flywheel)).containsExactly("aarrr", "five-stage", "care");
            assertThat(flywheel.count("ModelAdopted"))
                    .as("it was active before anybody was there")
                    .isZero();
        }
    }

    @Test
    void a_store_with_real_people_gets_no_demo() {
        try (Running flywheel = Running.on(data, "--flywheel.demo=none")) {
            flywheel.http().post("/v1/track", "application/json", """
                    {"messageId":"m1","userId":"ada","event":"Signed Up"}""");
        }
        try (Running flywheel = Running.on(data, "--flywheel.demo=shop")) {
            assertThat(demo(flywheel).get("population").asString()).isEqualTo("none");
            assertThat(flywheel.count("LifecycleOpened")).isEqualTo(1);
            assertThat(DemoNote.read(data)).isEmpty();
            assertThat(active(flywheel)).containsExactly("aarrr", "five-stage");
        }
    }

    @Test
    void a_moved_clock_moves_the_demo_with_it() {
        try (Running flywheel = Running.on(data, "--flywheel.demo=school", "--flywheel.clock-offset=P400D")) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> DemoNote.read(data).isPresent());
            assertThat(DemoNote.read(data).orElseThrow().today())
                    .isAfter(LocalDate.now().plusDays(300));
        }
    }

    private static List<String> active(Running flywheel) {
        return flywheel.http()
                .json("/api/models")
                .valueStream()
                .filter(model -> !model.path("active").isMissingNode()
                        && !model.path("active").isNull())
                .map(model -> model.get("id").asString())
                .toList();
    }

    private static JsonNode demo(Running flywheel) {
        return flywheel.http().json("/api/demo");
    }
}
