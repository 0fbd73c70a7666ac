package io.flywheel.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.ChildProcess;
import io.flywheel.hostile.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Thousands of requests that are almost right, against every call the product has: each is answered, each refusal says
 * why, and what good senders send in between is recorded.
 *
 * <p>{@code -Dflywheel.hostile.seed=} and {@code -Dflywheel.hostile.count=} make other requests, or more.
 */
class HostileInputE2E {
    private static final long SEED = Long.getLong("flywheel.hostile.seed", 20260301L);
    private static final int COUNT = Integer.getInteger("flywheel.hostile.count", 10_000);
    private static final int ROUND = 1_000;
    private static final int SENDERS = 8;
    private static final int GOOD_EVERY = 20;
    private static final int ENOUGH = 20;
    private static final Set<Integer> REFUSED_FOR_A_REASON = Set.of(501, 503, 507);

    @TempDir
    Path temp;

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private ChildProcess product;
    private Calls calls;

    @BeforeEach
    void start() {
        product = ChildProcess.startCompiled(
                temp.resolve("data"), temp.resolve("product.log"), "-Xmx192m", "-XX:+ExitOnOutOfMemoryError");
        calls = new Calls(product.http().json("/v3/api-docs"));
    }

    @AfterEach
    void stop() {
        product.kill();
    }

    @Test
    void whatever_is_sent_is_answered_and_good_events_in_between_are_recorded() throws Exception {
        assertThat(calls.all()).hasSizeGreaterThan(25);
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            for (int from = 0; from < COUNT && wrong.isEmpty(); from += ROUND) {
                round(senders, from, Math.min(COUNT, from + ROUND));
                assertThat(wrong).as("answers that are none, of seed %d", SEED).isEmpty();
                readModelsHaveSeenAll();
            }
        }
        for (int sender = 0; sender < SENDERS; sender++) {
            int sent = 0;
            for (int i = sender; i < COUNT; i += SENDERS) {
                sent += isFollowedByAGoodOne(i) ? 1 : 0;
            }
            JsonNode good = product.http().json("/api/users/good-" + sender);
            assertThat(good.get("touchpoints").asInt())
                    .as("good events of sender %d", sender)
                    .isEqualTo(sent);
        }
    }

    private void round(ExecutorService senders, int from, int to) throws Exception {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            int mine = sender;
            tasks.add(() -> {
                try (RawHttp http = new RawHttp(product.port())) {
                    for (int i = from + mine; i < to && wrong.size() < ENOUGH; i += SENDERS) {
                        tryOne(http, i);
                    }
                }
                return null;
            });
        }
        for (Future<Void> done : senders.invokeAll(tasks)) {
            done.get();
        }
    }

    private static boolean isFollowedByAGoodOne(int i) {
        return i / SENDERS % GOOD_EVERY == 0;
    }

    private void tryOne(RawHttp http, int i) throws IOException {
        Mutator mutator = new Mutator(SEED + i);
        Wire wire = mutator.mutate(calls.any(mutator.random()));
        try {
            String problem = problem(wire, http.send(wire));
            if (problem != null) {
                wrong.add(told(i, wire, problem));
            }
        } catch (IOException | RuntimeException noAnswer) {
            wrong.add(told(i, wire, "no answer: " + noAnswer));
        }
        if (isFollowedByAGoodOne(i)) {
            sendAGoodOne(http, i);
        }
    }

    private static String told(int i, Wire wire, String problem) {
        return "\n--- " + problem + "\n    to request " + i + " (-Dflywheel.hostile.seed=" + (SEED + i)
                + " -Dflywheel.hostile.count=1):\n" + wire + "\n";
    }

    /** What is wrong with an answer; null if nothing is. */
    static String problem(Wire wire, Answer answer) {
        int status = answer.status();
        if (status >= 200 && status < 400) {
            return null;
        }
        if (status == 0 || status < 200 || (status >= 500 && !REFUSED_FOR_A_REASON.contains(status))) {
            return status + " " + answer.body();
        }
        boolean mayBeSilent = wire.method().equals("HEAD");
        return mayBeSilent || answer.isProblem()
                ? null
                : status + " without a reason: " + answer.type() + " " + answer.body();
    }

    private void sendAGoodOne(RawHttp http, int i) throws IOException {
        String body =
                "{\"messageId\":\"good-%d\",\"userId\":\"good-%d\",\"event\":\"Visited\"}".formatted(i, i % SENDERS);
        Answer answer = http.send(Wire.json("/v1/track", body));
        if (answer.status() != 200 || !answer.body().contains("\"recorded\":1")) {
            wrong.add("a good event behind request " + i + " was answered " + answer);
        }
    }

    private void readModelsHaveSeenAll() {
        product.http().awaitCaughtUp();
        for (JsonNode projection : product.http().json("/api/projections")) {
            assertThat(projection.get("error").isNull())
                    .as(projection.toString())
                    .isTrue();
        }
    }
}
