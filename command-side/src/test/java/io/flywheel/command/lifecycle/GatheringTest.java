package io.flywheel.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GatheringTest {
    private static final long FOR_EVER = TimeUnit.HOURS.toNanos(1);

    private final BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();

    @Test
    void all_that_waits_is_taken_together_up_to_the_most() throws InterruptedException {
        Gathering<Integer> gathering = gathering(10, 0);
        queue.addAll(List.of(4, 4, 4, 4, 4));
        assertThat(gathering.next()).containsExactly(4, 4);
        assertThat(gathering.next()).containsExactly(4, 4);
        assertThat(gathering.isEmpty()).isFalse();
        assertThat(gathering.next()).containsExactly(4);
        assertThat(gathering.isEmpty()).isTrue();
    }

    @Test
    void what_is_larger_than_the_most_is_taken_alone() throws InterruptedException {
        Gathering<Integer> gathering = gathering(10, 0);
        queue.addAll(List.of(1, 50, 1));
        assertThat(gathering.next()).containsExactly(1);
        assertThat(gathering.next()).containsExactly(50);
        assertThat(gathering.next()).containsExactly(1);
    }

    @Test
    @Timeout(20)
    void somebody_alone_waits_for_nobody() throws InterruptedException {
        Gathering<Integer> gathering = gathering(10, FOR_EVER);
        queue.add(1);
        assertThat(gathering.next()).containsExactly(1);
        queue.add(2);
        assertThat(gathering.next()).containsExactly(2);
    }

    @Test
    @Timeout(20)
    void as_many_as_came_the_last_time_are_waited_for() throws Exception {
        Gathering<Integer> gathering = gathering(100, FOR_EVER);
        queue.addAll(List.of(1, 2, 3));
        assertThat(gathering.next()).containsExactly(1, 2, 3);
        queue.addAll(List.of(4, 5));
        CompletableFuture<List<Integer>> next = CompletableFuture.supplyAsync(() -> {
            try {
                return gathering.next();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        org.awaitility.Awaitility.await()
                .during(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(5))
                .until(() -> !next.isDone());
        queue.add(6);
        assertThat(next.get(10, TimeUnit.SECONDS)).containsExactly(4, 5, 6);
    }

    @Test
    void whoever_does_not_come_is_given_up_and_not_waited_for_again() throws InterruptedException {
        Gathering<Integer> gathering = gathering(10, TimeUnit.MILLISECONDS.toNanos(1));
        queue.addAll(List.of(1, 2, 3));
        gathering.next();
        queue.add(4);
        assertThat(gathering.next()).containsExactly(4);
        queue.add(5);
        assertThat(gathering.next()).containsExactly(5);
    }

    private Gathering<Integer> gathering(int most, long patience) {
        return new Gathering<>(queue, size -> size, most, patience);
    }
}
