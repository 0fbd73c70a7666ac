package io.flywheel.api.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several writers of one folder of keys: in one process, in several, and dying in the middle. */
class SharedKeysTest {
    private static final int BEGUN = 40;
    private static final int TAKEN = 48;

    @TempDir
    Path folder;

    private KeyKeeper one;
    private KeyKeeper other;

    @BeforeEach
    void open() {
        one = keeper();
        other = keeper();
    }

    @AfterEach
    void close() throws IOException {
        one.close();
        other.close();
    }

    private MasterKeySource source() {
        return MasterKeySource.of(null, folder.resolve("master.key"));
    }

    private KeyKeeper keeper() {
        return KeyKeeper.in(folder, source());
    }

    private static List<KeyName> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> KeyName.random()).toList();
    }

    private static byte[] bytes(Keys keys, KeyName name) {
        return keys.find(name).orElseThrow().aes().getEncoded();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("data-keys"))
                    .toList();
        }
    }

    private Path file() throws IOException {
        assertThat(files()).hasSize(1);
        return files().getFirst();
    }

    private void allAreThere(Keys keys, long seed) {
        for (int number = 0; number < KeyWriter.BATCHES; number++) {
            List<KeyName> names = KeyWriter.batch(seed, number);
            assertThat(keys.find(names.getFirst())).as("destroyed").isEmpty();
            assertThat(names.subList(1, names.size()))
                    .allSatisfy(name -> assertThat(keys.find(name)).isPresent());
        }
    }

    private void countsAre(long writers) {
        for (KeyKeeper keeper : List.of(one, other)) {
            assertThat(keeper.census().live()).isEqualTo(writers * KeyWriter.BATCHES * (KeyWriter.EACH - 1));
            assertThat(keeper.census().destroyed()).isEqualTo(writers * KeyWriter.BATCHES);
            assertThat(keeper.census().torn()).isZero();
        }
    }

    @Test
    void what_either_makes_or_destroys_the_other_knows_at_once() {
        KeyName ada = KeyName.random();
        KeyName bob = KeyName.random();
        one.create(List.of(ada));
        other.create(List.of(ada, bob));
        assertThat(bytes(other, ada)).isEqualTo(bytes(one, ada));
        assertThat(bytes(one, bob)).isEqualTo(bytes(other, bob));
        other.destroy(List.of(ada));
        assertThat(one.find(ada)).isEmpty();
        one.create(List.of(ada));
        assertThat(other.find(ada)).as("what is destroyed stays so").isEmpty();
        assertThat(one.census()).isEqualTo(other.census());
        assertThat(one.census().live()).isEqualTo(1);
    }

    @Test
    void two_in_one_process_that_grow_the_file_in_turn_lose_nobody() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int seed = 1; seed <= 4; seed++) {
                long mine = seed;
                KeyKeeper keeper = seed % 2 == 0 ? one : other;
                writers.add(threads.submit(() -> KeyWriter.write(keeper, mine)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        for (int seed = 1; seed <= 4; seed++) {
            allAreThere(one, seed);
            allAreThere(other, seed);
        }
        countsAre(4);
        assertThat(files()).hasSize(1);
    }

    @Test
    void processes_of_their_own_that_grow_the_file_in_turn_lose_nobody() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int seed = 1; seed <= 2; seed++) {
            processes.add(process(seed));
        }
        KeyWriter.write(one, 3);
        for (Process process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        for (int seed = 1; seed <= 3; seed++) {
            allAreThere(one, seed);
            allAreThere(other, seed);
        }
        countsAre(3);
    }

    private Process process(int seed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KeyWriter.class.getName(),
                        folder.toString(),
                        Integer.toString(seed))
                .inheritIO()
                .start();
    }

    @Test
    void a_larger_file_that_somebody_died_over_is_the_one_that_all_go_on_with() throws IOException {
        List<KeyName> names = names(10);
        one.create(names);
        assertThat(other.find(names.getFirst())).isPresent();
        // Published, and the old one neither retired nor wiped.
        Files.copy(file(), folder.resolve("data-keys.2"));
        other.destroy(names.subList(0, 1));
        assertThat(file().getFileName()).hasToString("data-keys.2");
        assertThat(one.find(names.getFirst())).isEmpty();
        KeyName later = KeyName.random();
        one.create(List.of(later));
        assertThat(other.find(later)).isPresent();
        assertThat(names.subList(1, 10))
                .allSatisfy(name -> assertThat(bytes(one, name)).isEqualTo(bytes(other, name)));
    }

    @Test
    void whoever_died_while_writing_is_counted_by_the_next() throws IOException {
        one.create(names(2_500));
        try (RandomAccessFile header = new RandomAccessFile(file().toFile(), "rw")) {
            header.seek(BEGUN);
            header.writeLong(1);
            header.seek(TAKEN);
            header.writeLong(3);
        }
        other.create(names(100));
        try (KeyTable table = KeyTable.open(file(), false)) {
            assertThat(table.isBegun()).isFalse();
            assertThat(table.taken()).isEqualTo(2_600);
            assertThat(table.slots())
                    .as("more than five eighths would be taken")
                    .isEqualTo(8_192);
        }
        assertThat(one.census().live()).isEqualTo(2_600);
    }

    @Test
    void what_is_made_by_whoever_has_not_heard_of_a_new_master_key_is_wrapped_under_it() throws IOException {
        one.create(names(3_000));
        String before = Files.readString(folder.resolve("master.key"));
        Files.writeString(
                folder.resolve("master.key"), Base64.getEncoder().encodeToString(new byte[32]) + "\n" + before);
        one.rotate(() -> true);
        other.create(names(100));
        assertThat(one.census().left()).isZero();
        assertThat(one.census().live()).isEqualTo(3_100);
    }

    @Test
    void a_master_key_that_another_does_not_have_is_told_and_makes_nothing() throws IOException {
        String before = Files.readString(folder.resolve("master.key")).strip();
        try (KeyKeeper early = KeyKeeper.in(folder, MasterKeySource.of(before, folder));
                KeyKeeper late = KeyKeeper.in(
                        folder,
                        MasterKeySource.of(Base64.getEncoder().encodeToString(new byte[32]) + "," + before, folder))) {
            late.create(names(1));
            assertThatThrownBy(() -> early.create(names(1)))
                    .isInstanceOf(KeysRefused.class)
                    .hasMessageContaining("not among those given");
            assertThat(late.census().live()).isEqualTo(1);
        }
    }
}
