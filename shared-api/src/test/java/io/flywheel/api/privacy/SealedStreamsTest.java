package io.flywheel.api.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedStreamsTest {
    private static final int SHOWN = 16;

    private final DataKey key = new DataKey(Aes.random(DataKey.BYTES));

    private static byte[] content(int bytes) {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return content;
    }

    private byte[] sealed(byte[] content) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (SealedOutput out = new SealedOutput(file, key)) {
            int half = content.length / 2;
            out.write(content, 0, half);
            out.write(content, half, content.length - half);
            out.finish();
        }
        return file.toByteArray();
    }

    private SealedInput open(byte[] sealed) {
        return new SealedInput(new ByteArrayInputStream(sealed), key);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 300_000})
    void a_file_of_any_size_is_read_as_it_was_written(int bytes) throws IOException {
        byte[] content = content(bytes);
        byte[] sealed = sealed(content);
        assertThat(open(sealed).readAllBytes()).isEqualTo(content);
        // A shorter one may occur in a sealed file by chance.
        if (bytes >= SHOWN) {
            assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                    .doesNotContain(new String(Arrays.copyOf(content, SHOWN), StandardCharsets.ISO_8859_1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_536, 131_072})
    void something_is_available_exactly_while_something_follows(int bytes) throws IOException {
        SealedInput in = open(sealed(content(bytes)));
        for (int read = 0; read < bytes; read++) {
            assertThat(in.available()).isPositive();
            assertThat(in.read()).isNotNegative();
        }
        assertThat(in.available()).isZero();
        assertThat(in.read()).isNegative();
    }

    @Test
    void a_file_that_is_cut_off_anywhere_even_between_two_pieces_is_no_whole_file() throws IOException {
        byte[] sealed = sealed(content(131_072));
        int piece = 4 + 65_536 + 16;
        for (int length : new int[] {0, 3, 4, 100, piece - 1, piece, piece + 2, sealed.length - 1}) {
            assertThatThrownBy(() -> open(Arrays.copyOf(sealed, length)).readAllBytes())
                    .as("cut to %s", length)
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void pieces_that_change_places_are_found() throws IOException {
        byte[] sealed = sealed(content(3 * 65_536));
        int piece = 4 + 65_536 + 16;
        byte[] swapped = sealed.clone();
        System.arraycopy(sealed, 0, swapped, piece, piece);
        System.arraycopy(sealed, piece, swapped, 0, piece);
        assertThatThrownBy(() -> open(swapped).readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("changed");
    }

    @Test
    void a_changed_byte_is_found() throws IOException {
        byte[] sealed = sealed(content(1_000));
        for (int at = 0; at < sealed.length; at += 7) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> open(changed).readAllBytes()).isInstanceOf(IOException.class);
        }
    }
}
