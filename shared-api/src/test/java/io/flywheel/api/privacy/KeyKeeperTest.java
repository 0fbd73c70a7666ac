package io.flywheel.api.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys on a disk: through growth, crashes, other readers, and their end. */
class KeyKeeperTest {
    private static final int HEADER = 4096;

    @TempDir
    Path folder;

    private KeyKeeper keeper;

    @BeforeEach
    void open() {
        keeper = KeyKeeper.in(folder, source());
    }

    @AfterEach
    void close() throws IOException {
        keeper.close();
    }

    private MasterKeySource source() {
        return MasterKeySource.of(null, folder.resolve("master.key"));
    }

    /** Another process that only reads. */
    private KeyRing reader() {
        return KeyRing.in(folder, source());
    }

    private void reopen() throws IOException {
        keeper.close();
        open();
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

    private long slot(KeyName name) throws IOException {
        try (KeyTable table = KeyTable.open(file(), false)) {
            return HEADER + table.find(name) * Slot.BYTES;
        }
    }

    @Test
    void a_key_is_random_and_is_the_same_for_every_reader_and_after_a_restart() throws IOException {
        List<KeyName> names = names(2);
        keeper.create(names);
        byte[] first = bytes(keeper, names.getFirst());
        assertThat(first).hasSize(32).isNotEqualTo(bytes(keeper, names.getLast()));
        assertThat(bytes(reader(), names.getFirst())).isEqualTo(first);
        keeper.create(names);
        reopen();
        assertThat(bytes(keeper, names.getFirst())).isEqualTo(first);
    }

    @Test
    void a_key_that_never_was_is_missing_which_is_not_the_same_as_destroyed() {
        assertThatThrownBy(() -> keeper.find(KeyName.random())).isInstanceOf(KeyMissing.class);
    }

    @Test
    void no_key_stands_in_the_file_as_it_is() throws IOException {
        KeyName name = KeyName.random();
        keeper.create(List.of(name));
        assertThat(contains(Files.readAllBytes(file()), bytes(keeper, name))).isFalse();
    }

    @Test
    void only_this_user_may_read_the_files() throws IOException {
        for (Path file : List.of(file(), folder.resolve("master.key"))) {
            assertThat(Files.getPosixFilePermissions(file).toString()).doesNotContain("GROUP", "OTHERS");
        }
    }

    @Test
    void what_is_destroyed_is_gone_for_every_reader_at_once_and_stays_so_through_restart_and_growth()
            throws IOException {
        KeyRing reader = reader();
        List<KeyName> names = names(3);
        KeyName ada = names.getFirst();
        keeper.create(names);
        assertThat(reader.find(ada)).isPresent();
        keeper.destroy(List.of(ada));
        assertThat(keeper.find(ada)).isEmpty();
        assertThat(reader.find(ada)).isEmpty();
        assertThat(reader.find(names.getLast())).isPresent();
        keeper.create(List.of(ada));
        assertThat(keeper.find(ada)).isEmpty();
        reopen();
        keeper.create(names(10_000));
        assertThat(keeper.find(ada)).isEmpty();
        assertThat(reader.find(ada)).isEmpty();
        assertThat(keeper.census().destroyed()).isEqualTo(1);
    }

    @Test
    void not_one_byte_of_a_destroyed_key_is_left_in_the_file() throws IOException {
        KeyName ada = KeyName.random();
        keeper.create(List.of(ada));
        long slot = slot(ada);
        byte[] before = Arrays.copyOfRange(Files.readAllBytes(file()), (int) slot, (int) slot + Slot.BYTES);
        assertThat(Arrays.copyOfRange(before, 32, 92)).isNotEqualTo(new byte[60]);
        keeper.destroy(List.of(ada));
        byte[] after = Files.readAllBytes(file());
        for (int from = 32; from + 4 <= 92; from++) {
            assertThat(contains(after, Arrays.copyOfRange(before, from, from + 4)))
                    .as("4 bytes from %s on", from)
                    .isFalse();
        }
    }

    @Test
    void an_erasure_can_be_repeated_on_a_folder_that_was_put_back() throws IOException {
        KeyName ada = KeyName.random();
        keeper.create(List.of(ada));
        byte[] backup = Files.readAllBytes(file());
        keeper.destroy(List.of(ada));
        keeper.close();
        Files.write(file(), backup);
        open();
        assertThat(keeper.find(ada)).isPresent();
        KeyName laterThanTheBackup = KeyName.random();
        keeper.destroy(List.of(ada, laterThanTheBackup));
        assertThat(keeper.find(ada)).isEmpty();
        assertThat(keeper.find(laterThanTheBackup)).isEmpty();
    }

    @Test
    void growing_loses_nobody_and_leaves_no_older_file() throws IOException {
        List<KeyName> names = new ArrayList<>();
        Map<KeyName, byte[]> made = new ConcurrentHashMap<>();
        for (int i = 0; i < 30; i++) {
            List<KeyName> some = names(777);
            keeper.create(some);
            some.forEach(name -> made.put(name, bytes(keeper, name)));
            names.addAll(some);
        }
        assertThat(files()).hasSize(1);
        reopen();
        KeyRing reader = reader();
        assertThat(names).allSatisfy(name -> {
            assertThat(bytes(keeper, name)).isEqualTo(made.get(name));
            assertThat(bytes(reader, name)).isEqualTo(made.get(name));
        });
        assertThat(keeper.census().live()).isEqualTo(names.size());
    }

    @Test
    void readers_find_every_key_while_the_file_grows_under_them() throws Exception {
        KeyRing other = reader();
        List<KeyName> known = new java.util.concurrent.CopyOnWriteArrayList<>(names(50));
        keeper.create(known);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> readers = new ArrayList<>();
            for (Keys keys : List.of(keeper, other, reader())) {
                readers.add(threads.submit(() -> {
                    int found = 0;
                    while (!done.get()) {
                        for (KeyName name : known) {
                            assertThat(keys.find(name)).isPresent();
                            found++;
                        }
                    }
                    return found;
                }));
            }
            for (int i = 0; i < 100; i++) {
                List<KeyName> more = names(500);
                keeper.create(more);
                known.add(more.get(i));
            }
            done.set(true);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        }
    }

    @Test
    void an_interrupted_thread_closes_the_file_for_nobody() {
        KeyName ada = KeyName.random();
        Thread.currentThread().interrupt();
        keeper.create(List.of(ada));
        keeper.create(names(10_000));
        assertThat(keeper.find(ada)).isPresent();
        assertThat(Thread.interrupted()).isTrue();
        keeper.destroy(List.of(ada));
        assertThat(keeper.find(ada)).isEmpty();
    }

    @Test
    void a_torn_slot_is_recognised_and_hides_no_other() throws IOException {
        // All in one place of the table, one after the other.
        List<KeyName> neighbours = IntStream.range(0, 4)
                .mapToObj(i -> new KeyName(0x7000_0000_0000_0000L, i))
                .toList();
        keeper.create(neighbours);
        long torn = slot(neighbours.get(1));
        keeper.close();
        try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
            file.seek(torn + 64);
            file.write(new byte[64]);
        }
        open();
        assertThat(keeper.census().torn()).isEqualTo(1);
        assertThatThrownBy(() -> keeper.find(neighbours.get(1))).isInstanceOf(KeyMissing.class);
        for (int other : List.of(0, 2, 3)) {
            assertThat(keeper.find(neighbours.get(other))).isPresent();
        }
        keeper.create(names(5_000));
        assertThat(keeper.census().torn()).isZero();
        assertThat(keeper.find(neighbours.get(3))).isPresent();
    }

    @Test
    void what_a_crash_left_behind_of_growing_is_wiped() throws IOException {
        List<KeyName> names = names(10);
        keeper.create(names);
        Path file = file();
        keeper.close();
        Files.copy(file, folder.resolve("data-keys.7"));
        Files.copy(file, folder.resolve("data-keys.8.new"));
        Files.writeString(folder.resolve("data-keys.9.new"), "half");
        open();
        assertThat(file().getFileName().toString()).isEqualTo("data-keys.7");
        assertThat(names).allSatisfy(name -> assertThat(keeper.find(name)).isPresent());
    }

    @Test
    void a_file_that_is_no_file_of_keys_is_refused() throws IOException {
        Path file = file();
        keeper.close();
        Files.write(file, new byte[9_000]);
        assertThatThrownBy(this::open).isInstanceOf(KeysRefused.class).hasMessageContaining("damaged");
        Files.delete(file);
        open();
    }

    private static boolean contains(byte[] all, byte[] some) {
        for (int at = 0; at + some.length <= all.length; at++) {
            if (Arrays.equals(all, at, at + some.length, some, 0, some.length)) {
                return true;
            }
        }
        return false;
    }
}
