package io.flywheel.command.delivery;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Posts JSON to a service of the installation's own, signed as the Standard Webhooks specification says. */
final class SignedPost {
    private static final Duration CONNECTING = Duration.ofSeconds(5);

    private final URI url;
    private final Signatures signatures;
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECTING)
            .build();

    SignedPost(URI url, Signatures signatures, Duration timeout, Clock clock) {
        this.url = url;
        this.signatures = signatures;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** @param id by which the receiver knows a repeat */
    void send(String id, String body) throws Undeliverable {
        Instant now = clock.instant();
        HttpResponse<Void> answer = exchange(HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Flywheel")
                .header(Signatures.ID, id)
                .header(Signatures.TIMESTAMP, Long.toString(now.getEpochSecond()))
                .header(Signatures.SIGNATURE, signatures.sign(id, now, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        HttpAnswers.requireTaken(
                answer.statusCode(), answer.headers().firstValue("Retry-After").orElse(null), now);
    }

    /** The request's own timeout ends with the headers; a body that never ends must not keep the sender. */
    private HttpResponse<Void> exchange(HttpRequest request) throws Undeliverable {
        CompletableFuture<HttpResponse<Void>> exchange =
                http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            exchange.cancel(true);
            throw Undeliverable.forNow("timeout");
        } catch (InterruptedException stopping) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw Undeliverable.forNow("interrupted");
        } catch (ExecutionException failure) {
            throw Undeliverable.forNow(reason(failure.getCause()));
        }
    }

    private static String reason(@Nullable Throwable failure) {
        if (failure instanceof HttpTimeoutException) {
            return "timeout";
        }
        if (failure instanceof ConnectException) {
            return "no-connection";
        }
        return failure instanceof IOException ? "connection-lost" : "failed";
    }
}
