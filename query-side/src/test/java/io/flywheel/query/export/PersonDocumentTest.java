package io.flywheel.query.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.api.timeline.PersonSummary;
import io.flywheel.query.PersonWorld;
import io.flywheel.query.timeline.Biography;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

class PersonDocumentTest {
    private static final JsonMapper JSON = ExportApi.streaming(JsonMapper.shared());

    private static PersonDocument document(boolean breaks) {
        PersonSummary nobody = new PersonSummary(
                List.of(), Instant.EPOCH, 1, null, null, 0, 0, List.of(), List.of(), List.of(), List.of());
        return new PersonDocument(
                new Biography(
                        nobody,
                        List.of(),
                        List.of(),
                        reader -> {
                            if (breaks) {
                                throw new IllegalStateException("the log is away");
                            }
                        },
                        reader -> {}),
                null,
                List.of(),
                new OpenedRest(PersonWorld.SEALS));
    }

    @Test
    void a_document_that_is_whole_says_so_at_its_end() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            document(false).write(out);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).endsWith("\"complete\":true}");
        assertThat(JSON.readTree(bytes.toByteArray()).get("touchpoints")).isEmpty();
    }

    @Test
    void a_document_that_breaks_off_cannot_be_taken_for_a_whole_one_even_if_it_is_closed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThatThrownBy(() -> {
                    try (JsonGenerator out = JSON.createGenerator(bytes)) {
                        document(true).write(out);
                    }
                })
                .hasMessage("the log is away");
        assertThatThrownBy(() -> JSON.readTree(bytes.toByteArray())).isInstanceOf(JacksonException.class);
    }
}
