package io.flywheel.command.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {
    private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private final Signatures signatures = Signatures.with("push", SECRET);

    @Test
    void what_is_signed_here_is_accepted_by_everybody_who_follows_the_specification() throws Exception {
        Instant now = Instant.now();
        String signature = signatures.sign("m-1", now, "{\"a\":\"ä\"}");
        Webhook theirs = new Webhook(SECRET);
        assertThatCode(() -> theirs.verify(
                        "{\"a\":\"ä\"}",
                        Map.of(
                                "webhook-id", List.of("m-1"),
                                "webhook-timestamp", List.of(Long.toString(now.getEpochSecond())),
                                "webhook-signature", List.of(signature))))
                .doesNotThrowAnyException();
    }

    /** From the specification's own test suite. */
    @Test
    void the_known_example_is_signed_as_it_is_known() {
        Signatures example = Signatures.with("push", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        String body = "{\"test\": 2432232314}";
        Instant at = Instant.ofEpochSecond(1_614_265_330);
        assertThat(example.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", at, body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void one_of_several_signatures_is_enough_and_time_may_differ_by_five_minutes() {
        Instant at = Instant.ofEpochSecond(1_800_000_000);
        String good = signatures.sign("m", at, "{}");
        assertThat(signatures.accepts("m", "1800000000", "v1,AAAA " + good + " v1a,BBBB", "{}", at))
                .isTrue();
        assertThat(signatures.accepts("m", "1800000000", good, "{}", at.plusSeconds(300)))
                .isTrue();
        assertThat(signatures.accepts("m", "1800000000", good, "{}", at.plusSeconds(301)))
                .isFalse();
        assertThat(signatures.accepts("m", "1800000000", good, "{}", at.minusSeconds(301)))
                .isFalse();
        for (String noTime : List.of("", "soon", "99999999999999999999", "9223372036854775807", "-1")) {
            assertThat(signatures.accepts("m", noTime, good, "{}", at)).isFalse();
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "whsec_", "whsec_c2hvcnQ=", "not base64 at all!"})
    void a_secret_that_is_none_is_refused_with_how_to_make_one(String secret) {
        assertThatThrownBy(() -> Signatures.with("push", secret))
                .isInstanceOfSatisfying(
                        ChannelRefused.class,
                        refused ->
                                assertThat(refused.action()).contains("flywheel.channels.push.secret", "openssl rand"));
    }
}
