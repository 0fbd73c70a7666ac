package io.flywheel.benchmark;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Touchpoints as the tracking API takes them, written before any clock starts. */
final class Bodies {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Bodies() {}

    /** For {@code POST /v1/batch}: the last one may be smaller. */
    static List<byte[]> batches(Iterator<Touch> touches, int size) {
        List<byte[]> bodies = new ArrayList<>();
        while (touches.hasNext()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(size * 400);
            try (JsonGenerator out = JSON.createGenerator(bytes)) {
                out.writeStartObject();
                out.writeArrayPropertyStart("batch");
                for (int i = 0; i < size && touches.hasNext(); i++) {
                    write(out, touches.next());
                }
                out.writeEndArray();
                out.writeEndObject();
            }
            bodies.add(bytes.toByteArray());
        }
        return bodies;
    }

    /** For {@code POST /v1/track}; the touch must not be a page view. */
    static byte[] single(Touch touch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            write(out, touch);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Touch touch) {
        boolean page = touch.event().equals(Touch.PAGE);
        out.writeStartObject();
        out.writeStringProperty("type", page ? "page" : "track");
        out.writeStringProperty("messageId", touch.messageId());
        out.writeStringProperty("userId", touch.userId());
        if (page) {
            out.writeStringProperty("name", "Catalogue");
        } else {
            out.writeStringProperty("event", touch.event());
        }
        out.writeStringProperty("timestamp", touch.occurredAt().toString());
        out.writeObjectPropertyStart("properties");
        if (touch.cents() > 0) {
            out.writeStringProperty("order_id", "o-" + touch.messageId().substring(0, 8));
            out.writeName("revenue");
            out.writeNumber(revenue(touch));
            out.writeStringProperty("currency", "CNY");
        } else {
            out.writeStringProperty("path", "/catalogue/" + touch.messageId().substring(0, 4));
            out.writeStringProperty("title", "Something to look at");
        }
        out.writeEndObject();
        out.writeObjectPropertyStart("context");
        out.writeObjectPropertyStart("library");
        out.writeStringProperty("name", "analytics-node");
        out.writeStringProperty("version", "3.0.0");
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }

    /** A decimal with two places, whatever language the machine speaks. */
    static String revenue(Touch touch) {
        return String.format(Locale.ROOT, "%d.%02d", touch.cents() / 100, touch.cents() % 100);
    }
}
