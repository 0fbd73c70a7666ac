package io.flywheel.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/** Touchpoints as a file for {@code POST /api/imports}. */
final class CsvFile {
    private CsvFile() {}

    static void write(Path file, Iterator<Touch> touches) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("user_id,occurred_at,event,revenue,currency,channel,path\n");
            while (touches.hasNext()) {
                Touch touch = touches.next();
                boolean paid = touch.cents() > 0;
                out.write(String.join(
                        ",",
                        touch.userId(),
                        touch.occurredAt().toString(),
                        touch.event(),
                        paid ? Bodies.revenue(touch) : "",
                        paid ? "CNY" : "",
                        touch.person() % 3 == 0 ? "newsletter" : "web",
                        "/catalogue/" + touch.messageId().substring(0, 4)));
                out.write('\n');
            }
        }
    }
}
