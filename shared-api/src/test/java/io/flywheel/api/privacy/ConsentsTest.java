package io.flywheel.api.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.lifecycle.ConsentChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who decides: what was said last, however late it became known. */
class ConsentsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** {@code +5} is a grant, {@code -5} a withdrawal, each said five minutes after noon; in the order of the log. */
    private static List<ConsentChanged> said(String story) {
        return story.isEmpty()
                ? List.of()
                : List.of(story.split(" ")).stream()
                        .map(each -> change(each.startsWith("+"), Integer.parseInt(each.substring(1))))
                        .toList();
    }

    private static ConsentChanged change(boolean granted, int minute) {
        return new ConsentChanged("email", granted, NOON.plusSeconds(60L * minute), "form", "v1", null);
    }

    private static Consents at(int minute, List<ConsentChanged> said) {
        Consents consents = new Consents(NOON.plusSeconds(60L * minute));
        for (int i = 0; i < said.size(); i++) {
            consents.add(said.get(i), i + 1);
        }
        return consents;
    }

    @ParameterizedTest
    @CsvSource({
        "''        ,  9, nothing",
        "+5        ,  4, nothing",
        "+5        ,  5, +5 of 1",
        "+5        ,  9, +5 of 1",
        "-5        ,  9, -5 of 1",
        "+1 -5     ,  9, -5 of 2",
        "+1 -5     ,  5, -5 of 2",
        "+1 -5     ,  4, +1 of 1",
        "-5 +1     ,  9, -5 of 1",
        "-5 +1     ,  4, +1 of 2",
        "-1 +5     ,  9, +5 of 2",
        "+5 -1     ,  9, +5 of 1",
        "+5 -5     ,  9, -5 of 2",
        "-5 +5     ,  9, -5 of 1",
        "+5 +5     ,  9, +5 of 2",
        "-5 -5     ,  9, -5 of 2",
        "-5 +5 +6  ,  9, +6 of 3",
        "+6 -5 +5  ,  9, +6 of 1",
        "-5 +5 +6  ,  5, -5 of 1",
    })
    void what_was_said_last_decides_and_at_one_instant_the_withdrawal(String story, int minute, String expected) {
        String decides = at(minute, said(story))
                .of("email")
                .map(state -> (state.granted() ? "+" : "-")
                        + (state.at().getEpochSecond() - NOON.getEpochSecond()) / 60
                        + " of " + state.position())
                .orElse("nothing");
        assertThat(decides).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_order_it_becomes_known_in_the_state_is_the_same(long seed) {
        Random random = new Random(seed);
        List<ConsentChanged> said = new ArrayList<>(IntStream.range(0, 40)
                .mapToObj(i -> new ConsentChanged(
                        "purpose-" + random.nextInt(3),
                        random.nextBoolean(),
                        NOON.plusSeconds(random.nextInt(12)),
                        "form",
                        "v1",
                        random.nextInt(4) == 0 ? NOON.plusSeconds(20) : null))
                .toList());
        // Where even the expiry differs between equal ones, the order of the log has to decide.
        List<ConsentChanged> distinct = new ArrayList<>();
        for (ConsentChanged each : said) {
            if (distinct.stream()
                    .noneMatch(one ->
                            one.purpose().equals(each.purpose()) && ConsentChanged.ORDER.compare(one, each) == 0)) {
                distinct.add(each);
            }
        }
        for (int second = -1; second < 24; second++) {
            List<String> first = states(NOON.plusSeconds(second), distinct);
            for (int i = 0; i < 20; i++) {
                Collections.shuffle(distinct, random);
                assertThat(states(NOON.plusSeconds(second), distinct)).isEqualTo(first);
            }
        }
    }

    private static List<String> states(Instant at, List<ConsentChanged> said) {
        Consents consents = new Consents(at);
        for (int i = 0; i < said.size(); i++) {
            consents.add(said.get(i), i);
        }
        return consents.all().stream()
                .map(state -> state.purpose() + " " + state.granted() + " " + state.since() + " " + state.expires())
                .toList();
    }

    @Test
    void a_grant_ends_by_itself_when_it_expires_and_an_older_one_does_not_come_back() {
        ConsentChanged forever = change(true, 0);
        ConsentChanged tillFive =
                new ConsentChanged("email", true, NOON.plusSeconds(60), "form", "v2", NOON.plusSeconds(300));
        assertThat(at(4, List.of(forever, tillFive)).of("email").orElseThrow().granted())
                .isTrue();
        ConsentState expired = at(5, List.of(forever, tillFive)).of("email").orElseThrow();
        assertThat(expired.granted()).isFalse();
        assertThat(expired.since()).isEqualTo(NOON.plusSeconds(300));
        assertThat(expired.at()).isEqualTo(NOON.plusSeconds(60));
        assertThat(expired.wording()).isEqualTo("v2");
    }

    @Test
    void purposes_do_not_touch_each_other() {
        ConsentChanged sms = new ConsentChanged("sms", false, NOON, "form", null, null);
        assertThat(at(9, List.of(change(true, 1), sms)).all())
                .extracting(ConsentState::purpose, ConsentState::granted)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("email", true),
                        org.assertj.core.groups.Tuple.tuple("sms", false));
    }

    @Test
    void times_have_microseconds_as_everywhere() {
        ConsentChanged change = new ConsentChanged("email", true, NOON.plusNanos(1_999), "form", null, null);
        assertThat(change.at()).isEqualTo(NOON.plusNanos(1_000));
    }

    @ParameterizedTest
    @CsvSource({
        "email, true",
        "win-back, true",
        "a, true",
        "0.1_x-y, true",
        "E-Mail, false",
        "'', false",
        "-x, false",
        "a b, false",
        "a/b, false",
        "mail@example.org, false",
        "é, false"
    })
    void a_purpose_is_a_short_name(String text, boolean expected) {
        assertThat(Purposes.isOne(text)).isEqualTo(expected);
        assertThat(Purposes.isOne("x".repeat(64))).isTrue();
        assertThat(Purposes.isOne("x".repeat(65))).isFalse();
    }
}
