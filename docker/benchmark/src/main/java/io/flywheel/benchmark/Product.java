package io.flywheel.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The packaged product as a process of its own on an empty or kept data folder. */
final class Product implements AutoCloseable {
    static final Duration START = Duration.ofMinutes(3);

    private final ChildJvm jvm;
    private final Api api;

    private Product(ChildJvm jvm, Api api) {
        this.jvm = jvm;
        this.api = api;
    }

    /**
     * Returns once it serves.
     *
     * @param folder holds its data, its log and what the JVM records
     * @param place of its ledger
     */
    static Product start(Workspace workspace, Path jar, Path folder, Place place, String heap, boolean profile)
            throws InterruptedException {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("There is no product at " + jar.getFileName()
                    + " to measure: build it with `mvn -q -DskipTests package`, or name it with --product=.");
        }
        int port = freePort();
        List<String> arguments = new ArrayList<>(List.of("-Xmx" + heap, "-XX:+UseParallelGC", "-Xlog:gc:file=gc.log"));
        if (profile) {
            arguments.add("-XX:FlightRecorderOptions=stackdepth=256");
            arguments.add("-XX:StartFlightRecording=filename="
                    + recording(folder).getFileName() + ",settings=profile,dumponexit=true");
        }
        arguments.addAll(List.of(
                "-jar",
                jar.toAbsolutePath().toString(),
                "--server.port=" + port,
                "--flywheel.data=" + data(folder),
                "--flywheel.demo=none",
                "--flywheel.sources." + Api.SOURCE + ".write-key=" + Api.WRITE_KEY));
        arguments.addAll(place.options());
        ChildJvm jvm = workspace.start(arguments, folder);
        Api api = new Api(port);
        long deadline = System.nanoTime() + START.toNanos();
        while (!api.isReady()) {
            if (!jvm.isAlive() || System.nanoTime() > deadline) {
                jvm.close();
                throw new IllegalStateException("The product did not start.\n" + jvm.lastWords());
            }
            Thread.sleep(200);
        }
        return new Product(jvm, api);
    }

    static Path data(Path folder) {
        return folder.resolve("data");
    }

    static Path recording(Path folder) {
        return folder.resolve("product.jfr");
    }

    Api api() {
        return api;
    }

    double processorSeconds() {
        return jvm.processorSeconds();
    }

    OptionalLong peakMemory() {
        return jvm.peakMemory();
    }

    @Override
    public void close() {
        api.close();
        jvm.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
