package io.flywheel;

import static org.awaitility.Awaitility.await;

import io.flywheel.api.store.TestStore;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The product in a process of its own, so that it can be killed, or live with little memory. */
public final class ChildProcess {
    private final Process process;
    private final Http http;
    private final int port;

    private ChildProcess(Process process, Http http, int port) {
        this.process = process;
        this.http = http;
        this.port = port;
    }

    /** The programs that a build packages, each named to the tests by a system property. */
    enum Program {
        ALL_IN_ONE("flywheel.jar"),
        COMMAND_SIDE("flywheel.command-side.jar"),
        QUERY_SIDE("flywheel.query-side.jar");

        private final String property;

        Program(String property) {
            this.property = property;
        }

        private Path jar() {
            Path jar = Path.of(System.getProperty(property, property));
            if (!Files.isRegularFile(jar)) {
                throw new IllegalStateException("There is no packaged program at " + jar.toAbsolutePath()
                        + "; mvn -Pkill verify and mvn -Pmysql verify make it and then run this.");
            }
            return jar;
        }
    }

    /** Starts it on the store of a data folder and waits until it serves. */
    static ChildProcess start(Program program, Path data, Path log, String... options) {
        return start(List.of("-Xmx512m", "-jar", program.jar().toString()), data, log, options);
    }

    /** Starts the product as it has just been compiled and waits until it serves. */
    public static ChildProcess startCompiled(Path data, Path log, String... jvmOptions) {
        List<String> product = new ArrayList<>(List.of(jvmOptions));
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        product.addAll(List.of("-cp", classes, Flywheel.class.getName()));
        return start(product, data, log);
    }

    private static ChildProcess start(List<String> product, Path data, Path log, String... options) {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It never lives long enough for the second compiler to pay.
        command.add("-XX:TieredStopAtLevel=1");
        for (String automatic : List.of("flywheel.churn.detector", "flywheel.win-back.enabled")) {
            command.add("-D" + automatic + "=" + System.getProperty(automatic, "true"));
        }
        command.addAll(product);
        command.addAll(List.of("--server.port=" + port, "--flywheel.data=" + data, "--flywheel.demo=none"));
        command.addAll(List.of(TestStore.in(data).options()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())));
        try {
            ChildProcess child = new ChildProcess(builder.start(), new Http(port), port);
            await("the child serves; see " + log)
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(child::isReadyOrDead);
            if (!child.process.isAlive()) {
                throw new IllegalStateException("the child did not start; see " + log);
            }
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Http http() {
        return http;
    }

    /** As {@code kill -9} does. */
    public void kill() {
        end(process.destroyForcibly());
    }

    void stop() {
        process.destroy();
        end(process);
    }

    private boolean isReadyOrDead() {
        return !process.isAlive() || http.get("/actuator/health/readiness").statusCode() == 200;
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the child did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
