package io.flywheel.command.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.api.lifecycle.ConsentChanged;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.ErrorResponseException;

class ConsentPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private static ConsentChanged decide(String purpose, String body) {
        return ConsentPolicy.decide(purpose, SentConsent.read(body.getBytes(StandardCharsets.UTF_8)), NOW);
    }

    private static ConsentChanged said(String at) {
        return decide("email", "{\"granted\":true,\"at\":\"" + at + "\"}");
    }

    @Test
    void what_is_left_out_is_now_by_the_api_and_for_ever() {
        assertThat(decide("email", "{\"granted\":true}"))
                .isEqualTo(new ConsentChanged("email", true, NOW, "api", null, null));
        assertThat(decide("email", "{\"granted\":false,\"at\":null,\"source\":null,\"note\":\"ignored\"}"))
                .isEqualTo(new ConsentChanged("email", false, NOW, "api", null, null));
    }

    @Test
    void everything_that_is_said_is_kept() {
        assertThat(decide(
                        "win-back",
                        "{\"granted\":true,\"at\":\"2026-10-01T12:00:00.1234567+02:00\",\"source\":\"shop/7\","
                                + "\"wording\":\"2026-03\",\"expires\":\"2027-10-01\"}"))
                .isEqualTo(new ConsentChanged(
                        "win-back",
                        true,
                        Instant.parse("2026-10-01T10:00:00.123456Z"),
                        "shop/7",
                        "2026-03",
                        Instant.parse("2027-10-01T00:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01T09:59:59Z, 2026-11-01T09:59:59Z",
        "2026-11-01T10:00:00Z, 2026-11-01T10:00:00Z",
        "2026-11-01T10:00:01Z, 2026-11-01T10:00:00Z",
        "2026-11-02T10:00:00Z, 2026-11-01T10:00:00Z",
        "1900-01-01T00:00:00Z, 1900-01-01T00:00:00Z",
        "2026-10-31,           2026-10-31T00:00:00Z",
    })
    void a_time_up_to_a_day_ahead_becomes_now(String sent, Instant kept) {
        assertThat(said(sent).at()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email    | {\"granted\":true,\"at\":\"2026-11-02T10:00:00.000001Z\"}   | more than 24 hours ahead",
                "email    | {\"granted\":true,\"at\":\"1899-12-31T23:59:59Z\"}          | from the year 1900",
                "email    | {\"granted\":true,\"at\":\"+999999999-12-31T23:59:59Z\"}    | from the year 1900",
                "email    | {\"granted\":true,\"at\":\"yesterday\"}                     | \"at\" must be an instant",
                "email    | {\"granted\":true,\"at\":\"2026-02-30\"}                    | \"at\" must be an instant",
                "email    | {\"granted\":true,\"at\":1}                                 | \"at\" must be a text",
                "email    | {\"granted\":\"true\"}                                      | \"granted\" must be true or false",
                "email    | {}                                                          | \"granted\" must be true or false",
                "email    | []                                                          | The body must be a JSON object",
                "email    | {\"granted\":true                                           | The body must be a JSON object",
                "email    | {\"granted\":true} x                                        | The body must be a JSON object",
                "email    | {\"granted\":true,\"granted\":false}                        | The body must be a JSON object",
                "email    | {\"granted\":true,\"source\":\"ada@example.org\"}           | \"source\" must be a name",
                "email    | {\"granted\":true,\"source\":\"\"}                          | \"source\" must be a name",
                "email    | {\"granted\":true,\"wording\":\"she said yes\"}             | \"wording\" must be a name",
                "email    | {\"granted\":false,\"expires\":\"2027-01-01\"}              | goes with \"granted\":true",
                "email    | {\"granted\":true,\"expires\":\"2026-11-01T10:00:00Z\"}     | \"expires\" must be after",
                "E-Mail   | {\"granted\":true}                                          | A purpose is a name",
                "a/b      | {\"granted\":true}                                          | A purpose is a name",
            })
    void what_cannot_be_kept_is_refused_with_what_to_write_instead(String purpose, String body, String detail) {
        assertThatThrownBy(() -> decide(purpose, body))
                .isInstanceOfSatisfying(ErrorResponseException.class, refused -> {
                    assertThat(refused.getStatusCode().value()).isEqualTo(400);
                    assertThat(refused.getBody().getDetail()).contains(detail);
                });
    }

    @Test
    void no_body_at_all_is_told_how_to_write_one() {
        assertThatThrownBy(() -> decide("email", "")).hasMessageContaining("The body must be a JSON object");
    }
}
