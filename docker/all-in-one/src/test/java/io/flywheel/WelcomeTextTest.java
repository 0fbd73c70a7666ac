package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class WelcomeTextTest {
    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("local.server.port", "8765")
            .withProperty("server.address", "127.0.0.1")
            .withProperty("flywheel.data", "/srv/flywheel");

    @Test
    void it_says_where_to_look_and_what_to_type() {
        assertThat(printed())
                .contains("http://localhost:8765\n")
                .contains("http://localhost:8765/swagger-ui.html")
                .contains("/srv/flywheel")
                .contains("curl -u local: http://localhost:8765/v1/track")
                .contains("curl 'http://localhost:8765/api/stages?model=aarrr'")
                .doesNotContain("CAUTION");
    }

    @Test
    void a_write_key_of_one_s_own_is_not_printed() {
        environment.setProperty("flywheel.sources.shop.write-key", "secret-of-the-shop");
        assertThat(printed()).doesNotContain("secret-of-the-shop").contains("<write key>");
    }

    @Test
    void it_warns_when_everybody_can_reach_an_address_with_the_well_known_key() {
        environment.setProperty("server.address", "0.0.0.0");
        assertThat(printed()).contains("CAUTION");
        environment.setProperty("flywheel.sources.shop.write-key", "secret-of-the-shop");
        assertThat(printed()).doesNotContain("CAUTION");
    }

    private String printed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new WelcomeText().print(environment, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
