package io.flywheel.api.winback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flywheel.api.Money;
import io.flywheel.api.definition.DefinitionRefused;
import io.flywheel.api.definition.ModelFile;
import io.flywheel.api.model.StageModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CampaignFileTest {
    private static final String SHOP = """
            id: shop
            titles: {en: Shop}
            silence: P60D
            stages:
              - {name: guest, titles: {en: Guest}}
              - {name: buyer, titles: {en: Buyer}}
              - {name: gone, titles: {en: Gone}, lost: true}
            rules:
              - {name: seen, to: guest, when: "true"}
            """;
    private static final String GOOD = """
            id: come-back
            titles: {en: Come back, zh: 回来吧}
            model: shop
            stage: gone
            within: P30D
            newsLimit: PT48H
            coolDown: P100D
            holdOut: 12.5%
            zone: Asia/Shanghai
            quietHours: {from: "21:00", to: "09:00"}
            cap: {messages: 3, per: P14D}
            purpose: email
            cost: {amount: "0.05", currency: CNY}
            steps:
              - {after: PT1H, channel: log, template: we-miss-you}
              - after: P7D
                channel: mail
                template: shop/last-call.v2
            """;
    private static final String LEAST = """
            id: onward
            titles: {en: Onward}
            model: shop
            stage: guest
            goal: buyer
            purpose: email
            steps: [{channel: log, template: onward}]
            """;

    @Test
    void everything_that_is_written_is_read() {
        Campaign campaign = CampaignFile.read("come-back.yaml", 7, GOOD);
        assertThat(campaign)
                .isEqualTo(new Campaign(
                        "come-back",
                        7,
                        Map.of("en", "Come back", "zh", "回来吧"),
                        "shop",
                        "gone",
                        null,
                        Duration.ofDays(30),
                        Duration.ofHours(48),
                        Duration.ofDays(100),
                        new BigDecimal("0.125"),
                        ZoneId.of("Asia/Shanghai"),
                        new QuietHours(LocalTime.of(21, 0), LocalTime.of(9, 0)),
                        3,
                        Duration.ofDays(14),
                        "email",
                        new Money(new BigDecimal("0.05"), "CNY"),
                        List.of(
                                new Step(1, Duration.ofHours(1), "log", "we-miss-you"),
                                new Step(2, Duration.ofDays(7), "mail", "shop/last-call.v2"))));
        assertThat(campaign.isWinBack()).isTrue();
    }

    @Test
    void what_is_left_out_has_a_default() {
        Campaign campaign = CampaignFile.read("onward.yaml", 1, LEAST);
        assertThat(campaign)
                .isEqualTo(new Campaign(
                        "onward",
                        1,
                        Map.of("en", "Onward"),
                        "shop",
                        "guest",
                        "buyer",
                        Duration.ofDays(30),
                        Duration.ofHours(72),
                        Duration.ofDays(90),
                        new BigDecimal("0.1"),
                        ZoneOffset.UTC,
                        null,
                        2,
                        Duration.ofDays(7),
                        "email",
                        null,
                        List.of(new Step(1, Duration.ZERO, "log", "onward"))));
        assertThat(campaign.isWinBack()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0%, 0", "0.00%, 0", "5 %, 0.05", "10%, 0.1", "10.00%, 0.1", "33.25%, 0.3325", "50%, 0.5"})
    void a_share_of_at_most_a_half_is_held_out(String written, BigDecimal share) {
        assertThat(CampaignFile.read("a.yaml", 1, GOOD.replace("12.5%", written))
                        .holdOut())
                .isEqualTo(share);
    }

    @Test
    void a_time_of_day_is_read_without_its_quotes_too() {
        Campaign campaign = CampaignFile.read("a.yaml", 1, GOOD.replace("\"", ""));
        assertThat(campaign.quietHours()).isEqualTo(new QuietHours(LocalTime.of(21, 0), LocalTime.of(9, 0)));
        assertThat(campaign.cost()).isEqualTo(new Money(new BigDecimal("0.05"), "CNY"));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                change("id: come-back", "id: Come back", 1, "'Come back' is no name"),
                change("id: come-back", "id: good-bye", 1, "of the campaign 'good-bye' but it was sent as 'come-back'"),
                change("id: come-back", "id: " + "a".repeat(56), 1, "has at most 55 characters"),
                change("id: come-back\n", "", 1, "the campaign has no 'id'"),
                change("titles: {en: Come back, zh: 回来吧}", "titles: {}", 2, "name no language"),
                change("titles: {en: Come back, zh: 回来吧}\n", "", 1, "the campaign has no 'titles'"),
                change("model: shop\n", "", 1, "the campaign has no 'model'"),
                change("stage: gone\n", "", 1, "the campaign has no 'stage'"),
                change("purpose: email\n", "", 1, "the campaign has no 'purpose'"),
                change("purpose: email", "purpose: E-mail to her", 12, "'E-mail to her' is no purpose"),
                change("model: shop", "model: kiosk", 3, "there is no model 'kiosk'"),
                change("stage: gone", "stage: lost", 4, "the model 'shop' has no stage 'lost'; it has guest, buyer"),
                change("stage: gone", "stage: guest", 1, "only a campaign for the lost has no 'goal'"),
                change("stage: gone", "stage: gone\ngoal: buyer", 5, "'gone' is the stage of the lost"),
                change("stage: gone", "stage: guest\ngoal: keeper", 5, "the model 'shop' has no stage 'keeper'"),
                change("stage: gone", "stage: guest\ngoal: gone", 5, "which nobody should reach"),
                change("stage: gone", "stage: buyer\ngoal: guest", 5, "'guest' comes before 'buyer'"),
                change("stage: gone", "stage: gone\ngoal:", 5, "'goal' of the campaign must be a text"),
                change("within: P30D", "within: a month", 5, "'a month' is no duration, such as P60D"),
                change("within: P30D", "within: PT59M", 5, "the within must be from one hour to 366 days long"),
                change("within: P30D", "within: P367D", 5, "the within must be from one hour to 366 days long"),
                change("newsLimit: PT48H", "newsLimit: PT1S", 6, "the newsLimit must be from one minute"),
                change("coolDown: P100D", "coolDown: -P1D", 7, "the coolDown must be from PT0S to 3660 days"),
                change("coolDown: P100D", "coolDown: P1DT0.1234567S", 7, "in full microseconds"),
                change("12.5%", "0.1", 8, "'0.1' is no share to hold out: write 0% to 50%"),
                change("12.5%", "50.01%", 8, "'50.01%' is no share to hold out"),
                change("12.5%", "-5%", 8, "'-5%' is no share to hold out"),
                change("12.5%", "[10%]", 8, "'holdOut' of the campaign must be a text"),
                change("Asia/Shanghai", "Asia/Nowhere", 9, "'Asia/Nowhere' is no time zone"),
                change("\"21:00\"", "9pm", 10, "'9pm' is no time of day, such as \"21:00\""),
                change("\"21:00\"", "\"24:00\"", 10, "'24:00' is no time of day"),
                change("\"09:00\"", "\"9:00\"", 10, "'9:00' is no time of day"),
                change("\"09:00\"", "\"21:00\"", 10, "the quiet hours begin and end at the same minute"),
                change(", to: \"09:00\"", "", 10, "'quietHours' has no 'to'"),
                change("{from: \"21:00\", to: \"09:00\"}", "night", 10, "'quietHours' must be written as"),
                change("messages: 3", "messages: 0", 11, "'0' is no number of messages from 1 to 100"),
                change("messages: 3", "messages: 101", 11, "'101' is no number of messages"),
                change("messages: 3", "messages: few", 11, "'few' is no number of messages"),
                change("messages: 3", "most: 3", 11, "the cap has an unknown key 'most'"),
                change("per: P14D", "per: P14", 11, "'P14' is no duration"),
                change("per: P14D", "per: PT1M", 11, "the per must be from one hour"),
                change("\"0.05\"", "5 cents", 13, "'5 cents' is no amount of money"),
                change("\"0.05\"", "\"-0.05\"", 13, "'-0.05' is no amount of money"),
                change("\"0.05\"", "\"0.0000001\"", 13, "'0.0000001' is no amount of money"),
                change("CNY", "cny", 13, "'cny' is no currency"),
                change(", currency: CNY", "", 13, "the cost has no 'currency'"),
                change("template: we-miss-you", "template: Dear you!", 15, "'Dear you!' is no name of a template"),
                change("channel: log, ", "", 15, "step 1 has no 'channel'"),
                change("channel: mail", "channel: E-Mail", 17, "'E-Mail' is no name"),
                change("  - after: P7D\n    channel", "  - channel", 16, "step 2 has no 'after'"),
                change("after: P7D", "after: next week", 16, "'next week' is no duration"),
                change("after: P7D", "after: P30D", 16, "step 2 is due PT720H after the first one"),
                change("after: P7D", "at: noon", 16, "step 2 has an unknown key 'at'"),
                change("template: shop/last-call.v2", "text: Bye", 18, "step 2 has an unknown key 'text'"),
                change(GOOD.substring(GOOD.indexOf("steps:")), "steps: []\n", 14, "needs 'steps' as a list"),
                change("zone:", "timezone:", 9, "the campaign has an unknown key 'timezone'"),
                change("zone: Asia/Shanghai", "id: again", 9, "the campaign has 'id' twice"),
                change(GOOD, "", 1, "the file is empty"),
                change(GOOD, "- a\n- b", 1, "the campaign must be written as 'key: value' lines"),
                change(GOOD, GOOD + "---\n" + GOOD, 19, "this is not YAML"),
                change(
                        GOOD,
                        GOOD + "  - {after: P1D, channel: log, template: x}\n".repeat(19),
                        15,
                        "at most 20 steps"));
    }

    @ParameterizedTest(name = "line {1}: {2}")
    @MethodSource("wrong")
    void a_wrong_campaign_is_refused_with_file_line_and_reason(String yaml, int line, String reason) {
        DefinitionRefused refused = refused(yaml);
        assertThat(refused).as(yaml).isNotNull();
        assertThat(refused.problems()).anySatisfy(problem -> {
            assertThat(problem.toString()).startsWith("come-back.yaml:" + line + ": ");
            assertThat(problem.reason()).contains(reason);
        });
    }

    @Test
    void everything_that_is_wrong_is_said_at_once_in_the_order_of_the_file() {
        DefinitionRefused refused = refused(GOOD.replace("gone", "lost")
                .replace("12.5%", "most")
                .replace("\"09:00\"", "morning")
                .replace("P7D", "soon"));
        assertThat(refused.problems())
                .extracting(DefinitionRefused.Problem::line)
                .isEqualTo(List.of(4, 8, 10, 16));
    }

    @Test
    void a_goal_is_a_later_stage_or_the_stage_itself() {
        for (String goal : List.of("buyer", "guest")) {
            String yaml = LEAST.replace("goal: buyer", "goal: " + goal);
            Campaign campaign = CampaignFile.check("onward", 1, yaml, CampaignFileTest::versions);
            assertThat(campaign.isToStay()).isEqualTo(goal.equals("guest"));
        }
    }

    @Test
    void one_version_of_the_model_with_stage_and_goal_is_enough() {
        StageModel old = ModelFile.read("shop.yaml", 1, SHOP);
        StageModel draft = ModelFile.read("shop.yaml", 2, SHOP.replace("buyer", "keeper"));
        String ahead = LEAST.replace("goal: buyer", "goal: keeper");
        assertThatCode(() -> CampaignFile.check("onward", 1, ahead, model -> List.of(old, draft)))
                .doesNotThrowAnyException();
        DefinitionRefused refused = catchThrowableOfType(
                DefinitionRefused.class,
                () -> CampaignFile.check(
                        "onward", 1, LEAST.replace("goal: buyer", "goal: fan"), model -> List.of(old, draft)));
        assertThat(refused).hasMessageContaining("it has guest, buyer, gone");
    }

    private static DefinitionRefused refused(String yaml) {
        return catchThrowableOfType(
                DefinitionRefused.class, () -> CampaignFile.check("come-back", 1, yaml, CampaignFileTest::versions));
    }

    private static List<StageModel> versions(String model) {
        return model.equals("shop") ? List.of(ModelFile.read("shop.yaml", 1, SHOP)) : List.of();
    }

    private static Arguments change(String from, String to, int line, String reason) {
        assertThat(GOOD).contains(from);
        return Arguments.of(GOOD.replace(from, to), line, reason);
    }
}
