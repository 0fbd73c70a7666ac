package io.flywheel.api.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A MySQL server in a folder of its own: one for the tests of a JVM, gone with it, and more for those that want to see
 * all of a server's files. Its defaults are as unlike the product's needs as they may be: whoever relies on them fails
 * here.
 */
public final class MySqlForTests implements AutoCloseable {
    private static final String HOME = System.getProperty("flywheel.mysql", "");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static @Nullable MySqlForTests running;
    private static boolean tried;

    private final Path home = Path.of(HOME);
    private final Path folder;
    private final int port = freePort();
    private final Process process;

    private MySqlForTests(Path folder, String... more) throws IOException, InterruptedException {
        this.folder = folder;
        linkNewerLibaio();
        Path administrator = Files.writeString(
                folder.resolve("administrator.sql"),
                "CREATE USER root@'127.0.0.1'; GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;\n");
        run("--initialize-insecure", "--innodb-redo-log-capacity=64M");
        List<String> options = new ArrayList<>(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--mysqlx=OFF",
                "--skip-name-resolve",
                "--init-file=" + administrator,
                "--pid-file=" + folder.resolve("server.pid"),
                "--socket=" + folder.resolve("socket"),
                "--max-connections=2000",
                // Hundreds of schemas, one a test: where their definitions do not fit, statements on views
                // fail.
                "--table-definition-cache=20000",
                "--table-open-cache=20000",
                "--innodb-redo-log-capacity=256M",
                "--innodb-buffer-pool-size=256M",
                "--character-set-server=latin1",
                "--default-time-zone=+05:30",
                "--transaction-isolation=REPEATABLE-READ"));
        options.addAll(List.of(more));
        process = server(options.toArray(String[]::new)).start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end of mysql"));
        awaitStart();
    }

    static boolean isWanted() {
        return !HOME.isEmpty();
    }

    /** One that keeps a log of every change, as for a replica or a backup. */
    static MySqlForTests withBinaryLog(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        return new MySqlForTests(folder.toAbsolutePath(), "--log-bin=changes");
    }

    /** @param charset its default, which the product's own tables do not follow */
    static TestStore freshSchema(String charset) {
        return running().schema(charset);
    }

    TestStore schema(String charset) {
        String name = "t" + SCHEMAS.incrementAndGet();
        execute(
                "CREATE DATABASE " + name + " CHARACTER SET " + charset,
                "CREATE USER " + name + " IDENTIFIED BY 'secret'",
                "GRANT ALL ON " + name + ".* TO " + name);
        return new TestStore("jdbc:mysql://127.0.0.1:" + port + "/" + name, name, "secret");
    }

    /** As the server's administrator. */
    static void administer(String... statements) {
        running().execute(statements);
    }

    private static synchronized MySqlForTests running() {
        if (running == null) {
            if (tried) {
                throw new IllegalStateException("MySQL did not start for the first test that wanted it");
            }
            tried = true;
            try {
                Files.createDirectories(Path.of("target"));
                running = new MySqlForTests(
                        Files.createTempDirectory(Path.of("target").toAbsolutePath(), "mysql-"), "--disable-log-bin");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return running;
    }

    private void execute(String... statements) {
        try (Connection connection = administrator();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("MySQL refuses " + List.of(statements), e);
        }
    }

    private Connection administrator() throws SQLException {
        return DriverManager.getConnection("jdbc:mysql://127.0.0.1:" + port + "/", "root", "");
    }

    private ProcessBuilder server(String... options) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/mysqld").toString());
        command.add("--no-defaults");
        command.add("--user=" + System.getProperty("user.name"));
        command.add("--basedir=" + home);
        command.add("--datadir=" + folder.resolve("data"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()));
    }

    private void run(String... options) throws IOException, InterruptedException {
        Process once = server(options).start();
        if (!once.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || once.exitValue() != 0) {
            once.destroyForcibly();
            throw new IllegalStateException("MySQL did not make its data folder: " + log());
        }
    }

    private void awaitStart() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Connection ignored = administrator()) {
                return;
            } catch (SQLException notYet) {
                if (System.nanoTime() > deadline || !process.isAlive()) {
                    throw new IllegalStateException("MySQL did not start: " + log(), notYet);
                }
                Thread.sleep(50);
            }
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("server.log"));
    }

    /** Newer systems call the library libaio.so.1t64; the server looks for it beside its own ones too. */
    private void linkNewerLibaio() throws IOException {
        Path newer = Path.of("/usr/lib/x86_64-linux-gnu/libaio.so.1t64");
        Path link = home.resolve("lib/private/libaio.so.1");
        if (Files.exists(newer) && !Files.exists(link)) {
            Files.createSymbolicLink(link, newer);
        }
    }

    /** As its administrator stops it: everything it has in memory is in its files then. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("MySQL does not stop");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** Nothing in it is wanted any more. */
    private void end() {
        awaitContexts();
        close();
        try (var files = Files.walk(folder.resolve("data"))) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** They close in a hook of their own beside this one, and what works in them wants its store until then. */
    private static void awaitContexts() {
        try {
            Thread.sleep(100); // hooks are started one after the other
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("SpringApplicationShutdownHook")) {
                    thread.join(PATIENCE.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
