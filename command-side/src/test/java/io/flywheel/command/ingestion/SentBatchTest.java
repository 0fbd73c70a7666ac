package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.touchpoint.Touchpoints;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.web.ErrorResponseException;
import tools.jackson.databind.JsonNode;

class SentBatchTest {
    private static SentBatch read(String json) {
        return BatchReader.batch(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_a_batch_says_about_all_its_events_is_merged_in_and_an_events_own_word_counts() {
        List<JsonNode> events = read("{'batch':[{'context':{'library':{'name':'own'},'page':1}},{'sentAt':'s2'}],"
                        + "'sentAt':'s1','context':{'library':{'name':'all','version':'1'},'ip':'x'}}")
                .events()
                .stream()
                .map(SentBatch.Item::json)
                .toList();

        assertThat(events.get(0).get("sentAt").asString()).isEqualTo("s1");
        assertThat(events.get(0).get("context").toString())
                .isEqualTo("{\"library\":{\"name\":\"own\",\"version\":\"1\"},\"ip\":\"x\",\"page\":1}");
        assertThat(events.get(1).get("sentAt").asString()).isEqualTo("s2");
        assertThat(events.get(1).at("/context/library/name").asString()).isEqualTo("all");
    }

    @Test
    void the_write_key_is_found_beside_the_batch_or_in_its_first_event_and_dropped() {
        SentBatch batch = read("{'batch':[{'writeKey':'k1','a':1}]}");
        assertThat(batch.writeKey()).isEqualTo("k1");
        assertThat(batch.events().getFirst().json().toString()).isEqualTo("{\"a\":1}");
        assertThat(read("{'batch':[{'writeKey':'k1'}],'writeKey':'k2'}").writeKey())
                .isEqualTo("k2");
        assertThat(read("{'batch':[]}").writeKey()).isNull();
    }

    @Test
    void an_event_is_measured_in_the_bytes_it_was_sent_with() {
        assertThat(read("{'batch':[ {'a':'é🎉'} ,7,'xy' ]}").items())
                .extracting(SentBatch.Item::bytes)
                .startsWith("{'a':'é🎉'}".getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void any_bytes_are_read_or_refused_and_never_break_the_reader() {
        byte[] good = ("{\"writeKey\":\"k\",\"batch\":[{\"type\":\"track\",\"userId\":\"ada\",\"event\":\"E\","
                        + "\"properties\":{\"revenue\":1.5,\"x\":[null,true,\"\\ud83c\"]}}]}")
                .getBytes(StandardCharsets.UTF_8);
        Random random = new Random(20261121);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int change = 0; change <= random.nextInt(4); change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                for (SentBatch.Item item : BatchReader.batch(bytes).events()) {
                    assertThat(new EventDigest(new BlindIndex(Touchpoints.SECRET)).of(item.json()))
                            .hasSize(22);
                }
            } catch (ErrorResponseException refused) {
                assertThat(refused.getStatusCode().value()).isEqualTo(400);
            }
        }
    }
}
