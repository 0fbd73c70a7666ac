package io.flywheel.command.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A service that messages are handed to, and that answers as it is told to, message by message; else with 200. */
public final class Receiver {
    public final List<Call> calls = new CopyOnWriteArrayList<>();

    private final Map<String, Deque<Answer>> script = new ConcurrentHashMap<>();
    private final Map<String, Answer> byPath = new ConcurrentHashMap<>();
    private final HttpServer server;

    public record Call(String path, String id, String timestamp, String signature, String body) {}

    public interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(
                Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.createContext("/", this::hear);
        server.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void answers(String id, Answer... answers) {
        script.put(id, new ArrayDeque<>(List.of(answers)));
    }

    /** Until it is told otherwise, whatever is called under that path. */
    public void always(String path, Answer answer) {
        byPath.put(path, answer);
    }

    List<Call> calls(String id) {
        return calls.stream().filter(call -> call.id().equals(id)).toList();
    }

    public static Answer status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    static Answer status(int status, String header, String value) {
        return exchange -> {
            exchange.getResponseHeaders().add(header, value);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    public static Answer closesTheConnection() {
        return exchange -> {
            throw new IOException("closed");
        };
    }

    static Answer neverAnswers(CountDownLatch end) {
        return exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** The headers at once, the body never. */
    static Answer neverEnds(CountDownLatch end) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            neverAnswers(end).give(exchange);
        };
    }

    private void hear(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        calls.add(new Call(
                exchange.getRequestURI().getPath(),
                String.valueOf(id),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Deque<Answer> answers = script.getOrDefault(String.valueOf(id), new ArrayDeque<>());
        Answer answer;
        synchronized (answers) {
            answer = answers.isEmpty()
                    ? byPath.getOrDefault(exchange.getRequestURI().getPath(), status(200))
                    : answers.poll();
        }
        answer.give(exchange);
        exchange.close();
    }
}
