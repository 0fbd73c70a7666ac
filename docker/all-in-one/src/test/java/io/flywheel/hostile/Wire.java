package io.flywheel.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request as it goes over the wire, right or wrong.
 *
 * @param headers without Content-Length, which is added unless {@code framed} says that they tell the length themselves
 */
record Wire(String method, String target, List<String> headers, byte[] body, boolean framed) {
    static Wire of(String method, String target, String type, byte[] body) {
        List<String> headers = new ArrayList<>(List.of("Host: localhost", "Authorization: Basic bG9jYWw6"));
        if (!type.isEmpty()) {
            headers.add("Content-Type: " + type);
        }
        return new Wire(method, target, headers, body, false);
    }

    static Wire json(String target, String body) {
        return of("POST", target, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    Wire withBody(byte[] other) {
        return new Wire(method, target, headers, other, framed);
    }

    Wire withTarget(String other) {
        return new Wire(method, other, headers, body, framed);
    }

    Wire withMethod(String other) {
        return new Wire(other, target, headers, body, framed);
    }

    /** With this header instead of any of the same name; without it if its value is null. */
    Wire with(String name, String value) {
        List<String> others = new ArrayList<>(headers);
        others.removeIf(header -> header.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"));
        if (value != null) {
            others.add(name + ": " + value);
        }
        return new Wire(method, target, others, body, framed);
    }

    /** The body is sent as it is, and a header says how long it is meant to be. */
    Wire framedBy(String header) {
        List<String> others = new ArrayList<>(headers);
        others.add(header);
        return new Wire(method, target, others, body, true);
    }

    byte[] bytes() {
        StringBuilder head =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (!framed && (body.length > 0 || method.equals("POST") || method.equals("PUT"))) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        String all = new String(bytes(), StandardCharsets.UTF_8);
        return all.length() <= 3_000 ? all : all.substring(0, 3_000) + "... (" + all.length() + " characters)";
    }
}
