package io.flywheel.query.stage;

import static io.flywheel.query.stage.Story.START;
import static io.flywheel.query.stage.Story.cny;
import static io.flywheel.query.stage.Story.day;
import static io.flywheel.query.stage.Story.entered;
import static io.flywheel.query.stage.Story.recorded;
import static io.flywheel.query.stage.Story.touchpoint;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text that somebody sent may stop a read model, and no two texts are one for the store that are two for Java. */
class HostileTextIT extends StageWorld {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "🎉",
                "日本語のチャンネル",
                "before\0after",
                "'; DROP TABLE stage_money_rows; -- \\",
                "trailing blank ",
                "e\u0301 and é",
                "\uFFFF\u202E",
            })
    void whatever_a_text_holds_its_events_are_projected(String text) {
        projected(text);
    }

    /** Ingestion refuses it; where it comes another way, a store may keep a question mark for it. */
    @ParameterizedTest
    @ValueSource(strings = {"half a pair \uD83C", "\uDF89 the other half"})
    void half_a_pair_of_surrogates_stops_nothing(String text) {
        told(text);
        assertThat(people(day(1)).get("acquisition")).isEqualTo(1);
        assertThat(value(day(1))).containsExactly(cny("15.00"));
    }

    @Test
    void a_text_of_the_greatest_length_may_be_of_four_bytes_a_character() {
        // as long as ingestion lets a text be, in Java's own units
        projected("🎉".repeat(127) + "x");
        projected("語".repeat(255));
    }

    private void projected(String text) {
        told(text);
        assertThat(people(day(1)).get("acquisition")).isPositive();
        models.tell("ada" + text.hashCode(), recorded(touchpoint(3, "Order Cancelled", day(1), text, null, text)));
        assertThat(value(day(2))).containsExactly(cny("0.00"));
    }

    private void told(String text) {
        models.tell(
                "ada" + text.hashCode(),
                OPENED,
                recorded(touchpoint(1, text, day(0), text, cny("5"), text)),
                recorded(touchpoint(2, "Order Completed", day(0), text, cny("10"), text)),
                entered(null, "acquisition", 2, 0));
    }

    @Test
    void orders_whose_references_differ_in_case_or_a_blank_stay_two() {
        models.tell(
                "ada",
                OPENED,
                recorded(touchpoint(1, "Order Completed", START, "web", cny("10"), "A-1")),
                recorded(touchpoint(2, "Order Completed", START, "web", cny("20"), "a-1")),
                recorded(touchpoint(3, "Order Completed", START, "web", cny("40"), "a-1 ")),
                recorded(touchpoint(4, "Order Cancelled", day(1), "web", null, "a-1")));
        assertThat(value(day(2))).containsExactly(cny("50.00"));
    }

    @Test
    void channels_are_told_apart_as_java_tells_them() {
        List<String> channels = List.of("web", "Web", "wéb", "web ");
        for (String channel : channels) {
            models.tell(
                    "p" + channels.indexOf(channel),
                    OPENED,
                    recorded(touchpoint(channels.indexOf(channel) + 1, "Signed Up", START, channel, null, null)),
                    entered(null, "acquisition", channels.indexOf(channel) + 1, 0));
        }
        for (String channel : channels) {
            assertThat(stages.at(new StageQuestion(Story.AARRR, channel), day(1), null, false)
                            .people())
                    .as(channel)
                    .isEqualTo(1);
        }
    }
}
