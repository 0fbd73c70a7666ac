package io.flywheel.hostile;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends what no decent client would, over one connection that is kept as long as both sides agree on where answers end. */
final class RawHttp implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final int port;
    private Socket socket;
    private InputStream in;

    RawHttp(int port) {
        this.port = port;
    }

    /** @param status 0 if the connection was closed without a word */
    record Answer(int status, Map<String, String> headers, String body) {
        String type() {
            return headers.getOrDefault("content-type", "");
        }

        boolean isProblem() {
            return type().startsWith("application/problem+json") && body.contains("\"detail\":\"");
        }
    }

    Answer send(Wire request) throws IOException {
        if (request.framed()) {
            return alone(request);
        }
        if (socket != null) {
            try {
                Answer answer = exchange(request, false);
                if (answer.status != 0) {
                    return answer;
                }
            } catch (SocketTimeoutException noAnswer) {
                close();
                throw noAnswer;
            } catch (IOException closedMeanwhile) {
                close();
            }
        }
        return fresh(request, false);
    }

    /** On a connection of its own, which ends behind the request: whoever waits for more of it learns that none comes. */
    private Answer alone(Wire request) throws IOException {
        close();
        try {
            return fresh(request, true);
        } finally {
            close();
        }
    }

    private Answer fresh(Wire request, boolean last) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        return exchange(request, last);
    }

    private Answer exchange(Wire request, boolean last) throws IOException {
        try {
            socket.getOutputStream().write(request.bytes());
            socket.getOutputStream().flush();
            if (last) {
                socket.shutdownOutput();
            }
        } catch (IOException refusedBeforeTheEnd) {
            if (!last && in.available() == 0) {
                throw refusedBeforeTheEnd;
            }
        }
        Answer answer = read(request.method().equals("HEAD"));
        if (answer.status == 0 || "close".equalsIgnoreCase(answer.headers.get("connection"))) {
            close();
        }
        return answer;
    }

    private Answer read(boolean headOnly) throws IOException {
        String status = line();
        if (status.isEmpty()) {
            return new Answer(0, Map.of(), "");
        }
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int code = Integer.parseInt(status.split(" ")[1]);
        if (code == 100) {
            return read(headOnly);
        }
        byte[] body = headOnly || code == 204 || code == 304 ? new byte[0] : body(headers);
        return new Answer(code, headers, new String(body, StandardCharsets.UTF_8));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return in.readNBytes(Integer.parseInt(headers.get("content-length")));
        }
        if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return in.readAllBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(line()); size > 0; size = size(line())) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private static int size(String chunk) throws EOFException {
        if (chunk.isEmpty()) {
            throw new EOFException("an answer broke off in the middle");
        }
        return Integer.parseInt(chunk, 16);
    }

    /** Without its end; empty at the end of the stream too. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
