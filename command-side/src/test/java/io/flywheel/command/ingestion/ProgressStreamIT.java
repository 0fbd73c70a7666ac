package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@SpringBootTest(
        classes = IngestionApp.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "flywheel.data=target/test-data/progress",
        })
class ProgressStreamIT {
    private static final ImportRecipe CSV = new ImportRecipe(true, java.util.Map.of(), null, null, null);

    @LocalServerPort
    private int port;

    @Autowired
    private Imports imports;

    @Autowired
    private ProgressStream stream;

    @BeforeEach
    void nobody_listens() {
        await().until(() -> stream.listeners() == 0);
    }

    private void running(String id) {
        imports.begin(id, id, "local", CSV);
        imports.received(id, id, 1_000);
    }

    /** Notes that the import read another row. */
    private void goesOn(String id) {
        BulkImport now = imports.find(id).orElseThrow();
        imports.progress(new BulkImport(
                now.id(),
                now.name(),
                now.source(),
                now.recipe(),
                now.upload(),
                now.state(),
                now.bytes(),
                now.bytesRead(),
                now.rowsRead() + 1,
                now.recorded(),
                now.duplicate(),
                now.quarantined(),
                now.position(),
                now.busyMillis(),
                now.startedAt(),
                now.finishedAt(),
                now.error()));
    }

    @Test
    void a_listener_hears_of_each_change_until_the_end_and_is_forgotten_then() throws IOException {
        running("followed");
        try (Socket socket = listen("followed")) {
            BufferedReader lines = lines(socket);
            assertThat(nextData(lines)).contains("\"state\":\"running\"", "\"read\":0");
            goesOn("followed");
            assertThat(nextData(lines)).contains("\"state\":\"running\"", "\"read\":1");
            imports.finish("followed", BulkImport.DONE, null);
            assertThat(nextData(lines)).contains("\"state\":\"done\"");
            assertThat(lines.lines()).noneMatch(line -> line.startsWith("data:"));
        }
        await().until(() -> stream.listeners() == 0);
    }

    @Test
    void a_listener_that_goes_away_is_forgotten_while_the_import_goes_on() throws IOException {
        running("left");
        try (Socket socket = listen("left")) {
            assertThat(nextData(lines(socket))).contains("\"state\":\"running\"");
        }
        await().until(() -> {
            goesOn("left");
            return stream.listeners() == 0;
        });
        assertThat(imports.find("left").orElseThrow().isOver()).isFalse();
    }

    @Test
    void no_more_listen_than_there_is_room_for_and_the_end_makes_room() {
        running("crowded");
        List<SseEmitter> all = IntStream.range(0, ProgressStream.MOST_LISTENERS)
                .mapToObj(i -> stream.open("crowded"))
                .toList();
        assertThat(all).hasSize(ProgressStream.MOST_LISTENERS);
        assertThatThrownBy(() -> stream.open("crowded"))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refused -> assertThat(refused.getStatusCode().value()).isEqualTo(429));
        imports.finish("crowded", BulkImport.FAILED, "it ends");
        await().until(() -> stream.listeners() == 0);
        stream.open("crowded");
    }

    private Socket listen(String id) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.getOutputStream()
                .write(("GET /api/imports/" + id + " HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n"
                                + "Connection: close\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String nextData(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("data:")) {
            line = lines.readLine();
        }
        return line;
    }
}
