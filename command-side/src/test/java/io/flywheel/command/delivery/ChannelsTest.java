package io.flywheel.command.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.api.identity.BlindIndex;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Which channels there are, and which stop the start. */
class ChannelsTest {
    private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private final ApplicationContextRunner start = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class))
            .withUserConfiguration(Setup.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ChannelSettings.class)
    @Import({Channels.class, PublicUrl.class})
    static class Setup {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        BlindIndex blindIndex() {
            return new BlindIndex(new byte[32]);
        }
    }

    @Test
    void the_log_is_always_there_and_nothing_else_that_was_not_set_up() {
        start.run(context -> {
            Channels channels = context.getBean(Channels.class);
            assertThat(channels.has("log")).isTrue();
            assertThat(channels.has("email")).isFalse();
            assertThat(channels.has("webhook")).isFalse();
        });
    }

    @Test
    void channels_go_by_the_names_they_are_given() {
        start.withPropertyValues(
                        "flywheel.public-url=https://flywheel.example",
                        "spring.mail.host=localhost",
                        "flywheel.channels.newsletter.type=email",
                        "flywheel.channels.newsletter.from=news@shop.example",
                        "flywheel.channels.webhook.url=https://push.example/in",
                        "flywheel.channels.webhook.secret=" + SECRET)
                .run(context -> {
                    Channels channels = context.getBean(Channels.class);
                    assertThat(channels.has("newsletter")).isTrue();
                    assertThat(channels.has("webhook")).isTrue();
                    assertThat(channels.find("newsletter").orElseThrow().kind()).isEqualTo("email");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    flywheel.channels.email.from=a@b.example | flywheel.public-url
                    flywheel.public-url=https://a.example flywheel.channels.email.from=a@b.example | spring.mail.host
                    flywheel.public-url=https://a.example spring.mail.host=x flywheel.channels.email.from=Shop | flywheel.channels.email.from
                    flywheel.public-url=https://a.example spring.mail.host=x flywheel.channels.email.type=email | flywheel.channels.email.from
                    flywheel.public-url=flywheel.example | https://flywheel.example.org
                    flywheel.public-url=mailto:a@b.example | https://flywheel.example.org
                    flywheel.channels.push.type=webhook | flywheel.channels.push.secret
                    flywheel.channels.push.type=pigeon | flywheel.channels.push.type
                    flywheel.channels.push.secret=whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= flywheel.channels.push.type=webhook | flywheel.channels.push.url
                    flywheel.channels.push.secret=whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= flywheel.channels.push.type=webhook flywheel.channels.push.url=ftp://x.example | flywheel.channels.push.url
                    """)
    void what_could_send_nothing_stops_the_start_and_says_which_setting_is_missing(String settings, String named) {
        start.withPropertyValues(settings.split(" ")).run(context -> {
            assertThat(context).hasFailed();
            assertThatThrownBy(() -> {
                        throw context.getStartupFailure();
                    })
                    .rootCause()
                    .isInstanceOfSatisfying(
                            ChannelRefused.class,
                            refused -> assertThat(refused.action()).contains(named));
        });
    }
}
