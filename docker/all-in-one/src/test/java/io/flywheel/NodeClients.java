package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tracking clients for Node, installed as they are published, under the build's own folder. */
final class NodeClients {
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", "calls.js", "segment.js", "rudder.js");

    private final Path folder;

    private NodeClients(Path folder) {
        this.folder = folder;
    }

    /** Asks npm for what the committed lock file names, by content; what is optional, and what would run, is left out. */
    static NodeClients install() {
        Path folder = Path.of("target/node-clients").toAbsolutePath();
        try {
            Files.createDirectories(folder);
            for (String file : FILES) {
                Files.copy(Path.of("src/test/node", file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        NodeClients clients = new NodeClients(folder);
        clients.run(5, "npm", "install", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund");
        return clients;
    }

    /** @return what the script tells at its end */
    JsonNode send(String script, String address, String writeKey, int people) {
        List<String> output = run(4, "node", script, address, writeKey, Integer.toString(people));
        return JsonMapper.shared().readTree(output.getLast());
    }

    private List<String> run(int minutes, String... command) {
        File log = folder.resolve(command[0] + ".log").toFile();
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log);
        // A proxy is for the registry; what the clients send goes straight to the product.
        builder.environment().put("NO_PROXY", "127.0.0.1,localhost");
        builder.environment().put("no_proxy", "127.0.0.1,localhost");
        try {
            Process process = builder.start();
            boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            List<String> output = Files.readAllLines(log.toPath());
            assertThat(ended)
                    .as("%s ended; it said %s", List.of(command), output)
                    .isTrue();
            assertThat(process.exitValue())
                    .as("%s said %s", List.of(command), output)
                    .isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    command[0] + " cannot be run: the profile clients needs Node 20 or newer with npm", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
