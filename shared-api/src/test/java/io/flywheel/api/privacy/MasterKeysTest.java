package io.flywheel.api.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which master key opens a folder of keys, and how another takes its place. */
class MasterKeysTest {
    private static final String OLD = key(1);
    private static final String NEW = key(2);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void master_key() throws IOException {
        file = folder.resolve("master.key");
        Files.writeString(file, OLD + "\n");
    }

    private static String key(int of) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) of;
        return Base64.getEncoder().encodeToString(bytes);
    }

    private KeyKeeper open() {
        return KeyKeeper.in(folder, MasterKeySource.of(null, file));
    }

    private KeyKeeper open(String configured) {
        return KeyKeeper.in(folder, MasterKeySource.of(configured, file));
    }

    private static List<KeyName> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> KeyName.random()).toList();
    }

    private static Map<KeyName, byte[]> bytes(Keys keys, List<KeyName> names) {
        Map<KeyName, byte[]> bytes = new HashMap<>();
        names.forEach(
                name -> bytes.put(name, keys.find(name).orElseThrow().aes().getEncoded()));
        return bytes;
    }

    @Test
    void the_first_start_makes_a_master_key_and_the_next_takes_it() throws IOException {
        Path own = folder.resolve("deeper/master.key");
        MasterKeySource source = MasterKeySource.of(" ", own);
        KeyName name = KeyName.random();
        try (KeyKeeper keeper = KeyKeeper.in(folder, source)) {
            keeper.create(List.of(name));
        }
        String made = Files.readString(own);
        assertThat(Base64.getDecoder().decode(made.strip())).hasSize(32);
        try (KeyKeeper keeper = KeyKeeper.in(folder, source)) {
            assertThat(keeper.find(name)).isPresent();
        }
        assertThat(own).hasContent(made);
    }

    @Test
    void a_missing_master_key_stops_the_start_and_is_not_made_anew() throws IOException {
        open().close();
        Files.delete(file);
        assertThatThrownBy(this::open).isInstanceOfSatisfying(KeysRefused.class, refused -> {
            assertThat(refused).hasMessageContaining("no master key " + file);
            assertThat(refused.action()).contains("flywheel.master-key-file", "FLYWHEEL_MASTER_KEY");
        });
        assertThat(file).doesNotExist();
    }

    @Test
    void another_master_key_stops_the_start_of_both_sides_with_the_ids_of_both() throws IOException {
        try (KeyKeeper keeper = open()) {
            keeper.create(names(1));
        }
        String old = MasterKeys.parse(OLD, "").ids().getFirst();
        String other = MasterKeys.parse(NEW, "").ids().getFirst();
        assertThatThrownBy(() -> open(NEW))
                .isInstanceOf(KeysRefused.class)
                .hasMessageContaining(old)
                .hasMessageContaining(other)
                .hasMessageNotContaining(NEW);
        assertThatThrownBy(() -> KeyRing.in(folder, MasterKeySource.of(NEW, file)))
                .isInstanceOf(KeysRefused.class)
                .hasMessageContaining(old);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# none", "a secret", "c2hvcnQ=", "!!!!"})
    void what_is_no_master_key_is_refused_and_not_quoted(String text) throws IOException {
        Files.writeString(file, text);
        assertThatThrownBy(this::open)
                .isInstanceOf(KeysRefused.class)
                .hasMessage("There is no usable master key in " + file + ".");
    }

    @Test
    void keys_come_one_per_line_or_apart_by_commas_the_newest_first() {
        MasterKeys lines = MasterKeys.parse("# since May\n" + NEW + "\n\n" + OLD + " # until May\n", "");
        assertThat(lines.ids())
                .hasSize(2)
                .isEqualTo(MasterKeys.parse(NEW + "," + OLD, "").ids());
        assertThat(lines.newest()).isEqualTo(MasterKeys.parse(NEW, "").newest());
    }

    @Test
    void rotating_wraps_every_key_under_the_newest_and_then_the_old_one_may_go() throws IOException {
        List<KeyName> names = names(5_000);
        Map<KeyName, byte[]> before;
        try (KeyKeeper keeper = open()) {
            keeper.create(names);
            before = bytes(keeper, names);
            keeper.destroy(names.subList(0, 10));
            KeyRing other = KeyRing.in(folder, MasterKeySource.of(null, file));
            Files.writeString(file, NEW + "\n" + OLD + "\n");
            keeper.rotate(() -> true);
            assertThat(keeper.census().left()).isZero();
            assertThat(keeper.census().live()).isEqualTo(4_990);
            assertThat(other.find(names.getLast())).as("the file is read again").isPresent();
        }
        Files.writeString(file, NEW);
        try (KeyKeeper keeper = open()) {
            for (KeyName name : names.subList(10, names.size())) {
                assertThat(keeper.find(name).orElseThrow().aes().getEncoded()).isEqualTo(before.get(name));
            }
            assertThat(keeper.find(names.getFirst())).isEmpty();
        }
    }

    @Test
    void a_rotation_that_dies_in_the_middle_goes_on_at_the_next_start() throws IOException {
        List<KeyName> names = names(3_000);
        try (KeyKeeper keeper = open()) {
            keeper.create(names);
            Files.writeString(file, NEW + "\n" + OLD + "\n");
            AtomicInteger steps = new AtomicInteger(2);
            keeper.rotate(() -> steps.getAndDecrement() > 0);
            assertThat(keeper.census().left()).isBetween(1L, 2_999L);
        }
        assertThatThrownBy(() -> open(NEW)).as("some still need the old one").isInstanceOf(KeysRefused.class);
        try (KeyKeeper keeper = open()) {
            assertThat(names).allSatisfy(name -> assertThat(keeper.find(name)).isPresent());
            assertThat(keeper.census().left()).isPositive();
            keeper.rotate(() -> true);
            assertThat(keeper.census().left()).isZero();
        }
        open(NEW).close();
    }

    @Test
    void keys_are_made_destroyed_and_found_while_all_are_wrapped_anew() throws Exception {
        List<KeyName> names = names(4_000);
        try (KeyKeeper keeper = open();
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            keeper.create(names);
            Map<KeyName, byte[]> before = bytes(keeper, names);
            Files.writeString(file, NEW + "\n" + OLD + "\n");
            KeyRing other = KeyRing.in(folder, MasterKeySource.of(null, file));
            List<Future<?>> work = new ArrayList<>();
            List<KeyName> made = names(6_000);
            work.add(threads.submit(() -> keeper.rotate(() -> true)));
            work.add(threads.submit(() -> {
                for (int i = 0; i < 60; i++) {
                    keeper.create(made.subList(i * 100, i * 100 + 100));
                    keeper.destroy(names.subList(i * 10, i * 10 + 10));
                }
            }));
            work.add(threads.submit(() -> {
                for (KeyName name : names.subList(600, 4_000)) {
                    assertThat(other.find(name).orElseThrow().aes().getEncoded())
                            .isEqualTo(before.get(name));
                }
            }));
            for (Future<?> each : work) {
                each.get();
            }
            keeper.rotate(() -> true);
            assertThat(keeper.census().left()).isZero();
            assertThat(keeper.census().live()).isEqualTo(9_400);
            assertThat(keeper.census().destroyed()).isEqualTo(600);
            assertThat(keeper.find(names.getFirst())).isEmpty();
        }
        try (KeyKeeper keeper = open(NEW)) {
            assertThat(keeper.census().live()).isEqualTo(9_400);
        }
    }
}
