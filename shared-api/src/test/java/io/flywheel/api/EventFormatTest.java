package io.flywheel.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.lifecycle.TouchpointRecorded;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Every stored event has a golden file per revision, and every one that was ever released stays readable. */
class EventFormatTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Stream<Class<?>> events() {
        return EventFormat.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_reads_its_golden_file_and_writes_the_same_again(Class<?> event) throws IOException {
        String path = "/events/" + EventFormat.typeOf(event) + "/" + EventFormat.REVISION + ".json";
        try (InputStream golden = EventFormatTest.class.getResourceAsStream(path)) {
            assertThat(golden).as("the golden file " + path).isNotNull();
            byte[] payload = golden.readAllBytes();
            Object read = EventFormat.read(EventFormat.typeOf(event), payload);
            assertThat(read).isInstanceOf(event);
            assertThat(JSON.readTree(EventFormat.write(read))).isEqualTo(JSON.readTree(payload));
            assertThat(EventFormat.read(EventFormat.typeOf(event), EventFormat.write(read)))
                    .isEqualTo(read);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_facts_of_an_event_are_all_but_what_is_sealed_beside_them(Class<?> event) throws IOException {
        String type = EventFormat.typeOf(event);
        try (InputStream golden =
                EventFormatTest.class.getResourceAsStream("/events/" + type + "/" + EventFormat.REVISION + ".json")) {
            byte[] payload = Objects.requireNonNull(golden).readAllBytes();
            Object whole = EventFormat.read(type, payload);
            Object expected = whole instanceof TouchpointRecorded it
                    ? new TouchpointRecorded(it.facts(), null, it.digest(), it.identities(), it.importId())
                    : whole;
            assertThat(EventFormat.readFacts(type, payload)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_golden_file_fills_every_component_so_that_none_can_be_renamed_unnoticed(Class<?> event) throws IOException {
        String path = "/events/" + EventFormat.typeOf(event) + "/" + EventFormat.REVISION + ".json";
        try (InputStream golden = EventFormatTest.class.getResourceAsStream(path)) {
            assertThat(golden).as("the golden file " + path).isNotNull();
            List<String> components = Stream.of(event.getRecordComponents())
                    .map(component -> component.getName())
                    .toList();
            assertThat(JSON.readTree(golden.readAllBytes()).propertyNames())
                    .containsExactlyInAnyOrderElementsOf(components);
        }
    }
}
