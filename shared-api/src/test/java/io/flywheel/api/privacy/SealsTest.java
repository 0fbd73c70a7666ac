package io.flywheel.api.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.api.EventFormat;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealsTest {
    private static final KeyName ADA = KeyName.parse("AAECAwQFBgcICQoLDA0ODw");
    private static final KeyName BOB = KeyName.parse("Dw4NDAsKCQgHBgUEAwIBAA");
    private static final Place HERE = new Place("event-1", "TouchpointRecorded", "1", "sealed");
    private static final String TEXT = "{\"note\":\"as a gift, für 妈妈 🎁\"}";

    private final KeysForTests keys = new KeysForTests();
    private final Seals seals = new Seals(keys);

    private String sealed() {
        return seals.seal(ADA, HERE, TEXT).orElseThrow().envelope();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", TEXT})
    void what_was_sealed_opens_where_it_stands(String text) {
        assertThat(seals.open(seals.seal(ADA, HERE, text).orElseThrow(), HERE)).contains(text);
    }

    @Test
    void an_envelope_names_its_key_and_shows_nothing_of_what_is_inside() {
        assertThat(sealed()).matches("v1\\.AAECAwQFBgcICQoLDA0ODw\\.[\\w-]+").doesNotContain("gift");
    }

    @Test
    void the_same_text_is_sealed_differently_each_time() {
        assertThat(sealed()).isNotEqualTo(sealed());
    }

    static Stream<Place> elsewhere() {
        return Stream.of(
                new Place("event-2", "TouchpointRecorded", "1", "sealed"),
                new Place("event-1", "IdentityLinked", "1", "sealed"),
                new Place("event-1", "TouchpointRecorded", "2", "sealed"),
                new Place("event-1", "TouchpointRecorded", "1", "id"),
                // the same texts, cut in other places
                new Place("event-1T", "ouchpointRecorded", "1", "sealed"),
                new Place("event-1", "TouchpointRecorded1", "", "sealed"));
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void it_opens_nowhere_else_and_the_failure_names_that_event(Place place) {
        assertThatThrownBy(() -> seals.open(new Sealed(sealed()), place))
                .isInstanceOf(CannotOpen.class)
                .hasMessageContaining(place.event())
                .hasMessageContaining(place.type());
    }

    @Test
    void it_opens_under_no_other_name_even_of_the_same_key() {
        assertThatThrownBy(() -> seals.open(new Sealed(sealed().replace(ADA.toString(), BOB.toString())), HERE))
                .isInstanceOf(CannotOpen.class);
        Seals one = new Seals(name -> keys.find(ADA));
        assertThatThrownBy(() -> one.open(new Sealed(sealed().replace(ADA.toString(), BOB.toString())), HERE))
                .isInstanceOf(CannotOpen.class);
    }

    @Test
    void however_it_is_cut_off_it_does_not_open() {
        String whole = sealed();
        for (int length = 0; length < whole.length(); length++) {
            Sealed cut = new Sealed(whole.substring(0, length));
            assertThatThrownBy(() -> seals.open(cut, HERE))
                    .as("cut to %s characters", length)
                    .isInstanceOf(CannotOpen.class);
        }
    }

    @Test
    void whichever_of_its_bytes_is_changed_it_does_not_open() {
        String whole = sealed();
        // The last character may carry bits that no byte has.
        for (int at = 0; at < whole.length() - 1; at++) {
            char other = whole.charAt(at) == 'A' ? 'B' : 'A';
            Sealed changed = new Sealed(whole.substring(0, at) + other + whole.substring(at + 1));
            assertThatThrownBy(() -> seals.open(changed, HERE))
                    .as("changed at %s", at)
                    .isInstanceOf(CannotOpen.class)
                    .hasMessageNotContaining("gift");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain:{}", "v2.AAECAwQFBgcICQoLDA0ODw.AAAA", "v1.AAECAwQFBgcICQoLDA0ODw.#"})
    void another_kind_of_seal_does_not_open(String envelope) {
        assertThatThrownBy(() -> seals.open(new Sealed(envelope), HERE))
                .isInstanceOf(CannotOpen.class)
                .hasMessageContaining("event-1");
    }

    @Test
    void once_the_key_is_destroyed_it_is_erased_and_nothing_more_is_sealed() {
        Sealed before = new Sealed(sealed());
        keys.destroy(ADA);
        assertThat(seals.open(before, HERE)).isEmpty();
        assertThat(seals.seal(ADA, HERE, TEXT)).isEmpty();
    }

    @Test
    void the_golden_events_still_open() throws IOException {
        var touchpoint = (TouchpointRecorded) golden(TouchpointRecorded.class);
        assertThat(touchpoint.facts().key()).isEqualTo(TouchpointKey.parse("AAECAwQFBgcICQoLDA0ODw"));
        assertThat(seals.open(
                        Objects.requireNonNull(touchpoint.sealed()),
                        Place.of(touchpoint.facts().key())))
                .contains("{\"note\":\"as a gift\"}");
        var identity = (IdentityLinked) golden(IdentityLinked.class);
        assertThat(identity.id().envelope()).contains(identity.key().toString());
        assertThat(seals.open(identity.id(), Place.ofId(identity.index()))).contains("ada@example.org");
    }

    private static Object golden(Class<?> type) throws IOException {
        String name = EventFormat.typeOf(type);
        try (InputStream file = SealsTest.class.getResourceAsStream("/events/" + name + "/1.json")) {
            return EventFormat.read(name, Objects.requireNonNull(file).readAllBytes());
        }
    }
}
