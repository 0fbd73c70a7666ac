package io.flywheel.query;

import io.flywheel.api.Money;
import io.flywheel.api.definition.ModelActivated;
import io.flywheel.api.definition.ModelPublished;
import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.model.Stage;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.privacy.KeysForTests;
import io.flywheel.api.privacy.Place;
import io.flywheel.api.privacy.Sealed;
import io.flywheel.api.privacy.Seals;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.query.platform.ActiveModel;
import io.flywheel.query.platform.Models;
import io.flywheel.query.platform.TestLedger;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The query side in one process, on a log that a test writes and with a clock that stands still. No stereotype, so that
 * only the tests that name it get it.
 */
@ComponentScan(
        basePackages = {
            "io.flywheel.query.platform",
            "io.flywheel.query.stage",
            "io.flywheel.query.money",
            "io.flywheel.query.identity",
            "io.flywheel.query.timeline",
            "io.flywheel.query.consent",
            "io.flywheel.query.rfm",
            "io.flywheel.query.export",
            "io.flywheel.query.why",
            "io.flywheel.query.winback",
            "io.flywheel.query.replay",
            "io.flywheel.query.web"
        },
        excludeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*((Test|IT)(\\$.*)?|QueryDefaults)"))
@ImportAutoConfiguration({
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    ThymeleafAutoConfiguration.class
})
public class PersonWorld {
    public static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    public static final BlindIndex INDEX = new BlindIndex("0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    public static final KeysForTests KEYS = new KeysForTests();
    public static final Seals SEALS = new Seals(KEYS);

    @Bean
    Seals seals() {
        return SEALS;
    }

    @Bean
    TestLedger testLedger() {
        TestLedger ledger = new TestLedger();
        ledger.append(
                "model:aarrr",
                new ModelPublished("aarrr", 1, io.flywheel.api.model.Models.text("aarrr"), "hash", "test"),
                new ModelActivated("aarrr", 1, "test"));
        return ledger;
    }

    @Bean
    DataSource dataSource(TestLedger ledger) {
        return ledger.dataSource;
    }

    @Bean
    JdbcTemplate jdbcTemplate(TestLedger ledger) {
        return ledger.jdbc;
    }

    @Bean
    PlatformTransactionManager transactionManager(TestLedger ledger) {
        return ledger.transactions;
    }

    @Bean
    Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Bean
    BlindIndex blindIndex() {
        return INDEX;
    }

    /** Silence of 60 days loses people; what a model's file says is tested where it is read. */
    @Bean
    @Primary
    Models models(JdbcTemplate jdbc) {
        return new Models(
                jdbc,
                (id, version, text) -> new ActiveModel(
                        id,
                        version,
                        Map.of("en", "AARRR", "zh", "海盗模型"),
                        List.of(
                                new Stage("acquisition", Map.of("en", "Acquisition", "zh", "引入"), false),
                                new Stage("activation", Map.of("en", "Activation", "zh", "激活"), false),
                                new Stage("retention", Map.of("en", "Retention", "zh", "留存"), false),
                                new Stage("revenue", Map.of("en", "Revenue", "zh", "收入"), false),
                                new Stage("referral", Map.of("en", "Referral", "zh", "推荐"), false),
                                new Stage("churn", Map.of("en", "Churn", "zh", "流失"), true)),
                        Duration.ofDays(60)));
    }

    public static IdentityLinked linked(int number, ExternalId id) {
        KeyName key = INDEX.key("test", id.text());
        String index = INDEX.of(id);
        return new IdentityLinked(
                number,
                id.kind(),
                index,
                key,
                SEALS.seal(key, Place.ofId(index), id.value()).orElseThrow(),
                "first-seen",
                null);
    }

    /** What was sent beside a touchpoint's facts. */
    public static Sealed sealed(Touchpoint facts, String text) {
        return SEALS.seal(INDEX.key("test", "rest"), Place.of(facts.key()), text)
                .orElseThrow();
    }

    public static Touchpoint touchpoint(String messageId, String name, String at) {
        return facts(messageId, name, at, null, null);
    }

    public static Touchpoint order(String messageId, String at, String amount, String currency) {
        return facts(messageId, "Order Completed", at, new Money(new BigDecimal(amount), currency), messageId);
    }

    public static Touchpoint facts(String messageId, String name, String at, Money money, String reference) {
        return new Touchpoint(
                INDEX.touchpoint("shop", messageId),
                "shop",
                TouchpointKind.TRACK,
                name,
                "web",
                Instant.parse(at),
                money,
                null,
                null,
                null,
                reference,
                Map.of());
    }

    public static TouchpointRecorded recorded(Touchpoint facts) {
        return new TouchpointRecorded(facts, null, "digest", List.of(0), null);
    }
}
