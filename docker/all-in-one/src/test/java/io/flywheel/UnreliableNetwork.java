package io.flywheel;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Stands between a sender and the product, and gives each batch one kind of trouble at its first attempt. */
final class UnreliableNetwork implements AutoCloseable {
    /** What happens to a batch when it is sent for the first time. */
    enum Trouble {
        /** Refused for now: 429 with a {@code Retry-After}; the product never sees it. */
        TOO_MANY_REQUESTS,
        /** Refused: 503; the product never sees it. */
        UNAVAILABLE,
        /** Stored by the product, but the connection is cut before the answer. */
        ANSWER_LOST,
        NONE
    }

    private static final Pattern FIRST_MESSAGE = Pattern.compile("\"messageId\"\\s*:\\s*\"([^\"]+)\"");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI product;
    private final List<Trouble> troubles;
    private final AtomicInteger batches = new AtomicInteger();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Map<Trouble, AtomicInteger> happened = new EnumMap<>(Trouble.class);

    /**
     * @param troubles of the first batch, the second, ...; all later ones have none
     */
    UnreliableNetwork(URI product, List<Trouble> troubles) throws IOException {
        this.product = product;
        this.troubles = troubles;
        for (Trouble trouble : Trouble.values()) {
            happened.put(trouble, new AtomicInteger());
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort();
    }

    int count(Trouble trouble) {
        return happened.get(trouble).get();
    }

    /** Every request, as {@code POST /v1/batch type=application/json encoding=none basic}. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private static String describe(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String authorization = String.valueOf(headers.getFirst("Authorization"));
        return exchange.getRequestMethod() + " " + exchange.getRequestURI()
                + " type="
                + headers.getOrDefault("Content-Type", List.of("none")).getFirst()
                + " encoding="
                + headers.getOrDefault("Content-Encoding", List.of("none")).getFirst()
                + (authorization.startsWith("Basic ") ? " basic" : "");
    }

    private static byte[] inflated(byte[] body) throws IOException {
        if (body.length < 2 || body[0] != 0x1f) {
            return body;
        }
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return gzip.readAllBytes();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.add(describe(exchange));
            Trouble trouble = troubleOf(new String(inflated(body), StandardCharsets.UTF_8));
            happened.get(trouble).incrementAndGet();
            switch (trouble) {
                case TOO_MANY_REQUESTS -> {
                    exchange.getResponseHeaders().set("Retry-After", "1");
                    exchange.sendResponseHeaders(429, -1);
                }
                case UNAVAILABLE -> exchange.sendResponseHeaders(503, -1);
                case ANSWER_LOST -> forward(exchange, body); // and close without a word
                case NONE -> {
                    HttpResponse<byte[]> answer = forward(exchange, body);
                    answer.headers()
                            .firstValue("Content-Type")
                            .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
                    exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                    exchange.getResponseBody().write(answer.body());
                }
            }
        }
    }

    private Trouble troubleOf(String body) {
        Matcher first = FIRST_MESSAGE.matcher(body);
        if (!first.find() || !seen.add(first.group(1))) {
            return Trouble.NONE;
        }
        int batch = batches.getAndIncrement();
        return batch < troubles.size() ? troubles.get(batch) : Trouble.NONE;
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(product.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : List.of("Content-Type", "Content-Encoding", "Authorization", "User-Agent")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
