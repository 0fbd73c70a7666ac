package io.flywheel.query.timeline;

import static io.flywheel.query.PersonWorld.order;
import static io.flywheel.query.PersonWorld.touchpoint;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.IdentityReleased;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.LifecycleJoined;
import io.flywheel.api.lifecycle.LifecycleMerged;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.LifecycleResumed;
import io.flywheel.api.lifecycle.LifecycleSplit;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.MovedTouchpoint;
import io.flywheel.api.lifecycle.OfferBlocked;
import io.flywheel.api.lifecycle.OfferHeldOut;
import io.flywheel.api.lifecycle.OfferInputs;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.OfferPostponed;
import io.flywheel.api.lifecycle.Offered;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.PersonalDataErased;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.lifecycle.TouchpointsMovedIn;
import io.flywheel.api.lifecycle.TouchpointsMovedOut;
import io.flywheel.api.lifecycle.WinBackDeclined;
import io.flywheel.api.lifecycle.WinBackEnded;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.api.model.Stage;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.query.PersonWorld;
import io.flywheel.query.platform.ActiveModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TitlesTest {
    private static final String AT = "2026-01-02T03:04:05Z";
    private static final Touchpoint BUY = order("o-1", AT, "12.50", "CNY");
    private static final StageEntered ENTERED =
            new StageEntered("aarrr", 1, "acquisition", "revenue", "second-order", BUY.key(), BUY.occurredAt());
    private static final ChurnDetected SILENT = new ChurnDetected(
            "aarrr",
            1,
            "revenue",
            "churn",
            "silence",
            null,
            Instant.parse(AT),
            Duration.ofDays(60),
            Instant.parse(AT).plus(Duration.ofDays(60)));
    private static final ChurnDetected LEFT =
            new ChurnDetected("aarrr", 1, "revenue", "churn", "cancelled", BUY.key(), null, null, BUY.occurredAt());

    private static final Instant WHEN = Instant.parse(AT);
    private static final OfferInputs INPUTS =
            new OfferInputs("email", false, null, 0, 3, "Asia/Shanghai", null, new BigDecimal("0.1"));

    private static final LifecycleId OTHER = new LifecycleId("bea0000000000000000000");
    private static final List<MovedTouchpoint> MOVED = List.of(new MovedTouchpoint(BUY, List.of(0), OTHER));

    private static final List<ActiveModel> MODELS = List.of(new ActiveModel(
            "aarrr",
            1,
            Map.of("en", "AARRR", "zh", "海盗模型"),
            List.of(
                    new Stage("acquisition", Map.of("en", "Acquisition", "zh", "引入"), false),
                    new Stage("revenue", Map.of("en", "Revenue", "zh", "收入"), false),
                    new Stage("churn", Map.of("en", "Churn", "zh", "流失"), true)),
            Duration.ofDays(60)));

    record Told(LifecycleEvent event, String english, String chinese) {}

    /** As they are recorded of what became of a message, and as other services send them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Message Sent", "Message Delivered", "Message Bounced", "Message Opened", "Message Clicked",
                "Message Link Clicked", "Email Delivered", "Email Bounced", "Email Opened", "Email Link Clicked",
                "Unsubscribed"
            })
    void what_becomes_of_a_message_is_told_in_plain_words(String name) {
        Touchpoint touchpoint = touchpoint("m", name, AT);
        assertThat(TouchpointPhrases.english(touchpoint)).doesNotStartWith("“");
        assertThat(TouchpointPhrases.chinese(touchpoint)).doesNotStartWith("“");
    }

    static Stream<Told> told() {
        return Stream.of(
                new Told(new LifecycleOpened("shop", List.of()), "First seen by shop", "首次出现，来源：shop"),
                new Told(
                        PersonWorld.recorded(BUY),
                        "Completed an order, 12.50 CNY, o-1 (web)",
                        "完成订单，12.50 CNY，o-1（web）"),
                new Told(
                        PersonWorld.recorded(touchpoint("m-1", "Lamp Lit", AT)), "“Lamp Lit” (web)", "“Lamp Lit”（web）"),
                new Told(
                        PersonWorld.recorded(touchpoint("m-2", "Email Link Clicked", AT)),
                        "Clicked a link in a mail (web)",
                        "点击邮件中的链接（web）"),
                new Told(
                        PersonWorld.recorded(touchpoint("m-3", "Message Delivered", AT)),
                        "A message was delivered (web)",
                        "消息已送达（web）"),
                new Told(
                        new TouchpointVoided(BUY, "test data", "ops", null, null, null),
                        "Declared wrong by ops (test data): Completed an order, 12.50 CNY, o-1 (web)",
                        "由 ops 作废（test data）：完成订单，12.50 CNY，o-1（web）"),
                new Told(ENTERED, "Moved from Acquisition to Revenue (AARRR)", "从「引入」进入「收入」（海盗模型）"),
                new Told(
                        new StageEntered("aarrr", 1, null, "acquisition", "first", BUY.key(), BUY.occurredAt()),
                        "Entered Acquisition (AARRR)",
                        "进入「引入」（海盗模型）"),
                new Told(SILENT, "Silent for 60 days: Churn (AARRR)", "沉默满 60 天：「流失」（海盗模型）"),
                new Told(LEFT, "Left: Churn (AARRR)", "主动离开：「流失」（海盗模型）"),
                new Told(
                        new PersonReturned("aarrr", 1, "churn", "acquisition", "return", BUY.key(), BUY.occurredAt()),
                        "Came back, to Acquisition (AARRR)",
                        "回归，进入「引入」（海盗模型）"),
                new Told(
                        new PathCorrected("aarrr", 1, List.of(SILENT.transition()), List.of(ENTERED.transition())),
                        "Stages corrected: 1 withdrawn, 1 entered (AARRR)",
                        "阶段更正：撤回 1 步，新增 1 步（海盗模型）"),
                new Told(
                        new ModelAdopted("old", 2, List.of(ENTERED.transition())),
                        "History read under version 2: now revenue (old)",
                        "按第 2 版重算全部历史：现为「revenue」（old）"),
                new Told(
                        PersonWorld.linked(0, new ExternalId("email", "ada@example.org")),
                        "Known by an e-mail address from here on",
                        "关联邮箱"),
                new Told(
                        new IdentityReleased(1, "anonymousId", "index", "somebody else signed in", null),
                        "No longer known by an anonymous id: somebody else signed in",
                        "解除匿名 ID：somebody else signed in"),
                new Told(
                        new PersonalDataErased("receipt", BUY.occurredAt(), "api", 1, 2, List.of(), "signature"),
                        "Forgotten: nothing personal can be read any more",
                        "已遗忘：个人数据永久不可读"),
                new Told(
                        new LifecycleMerged(OTHER, "identify"),
                        "Turned out to be somebody known already, and goes on there",
                        "确认为已知的人，其历程在那里继续"),
                new Told(
                        new LifecycleJoined(OTHER, "identify", List.of(), Offered.NOTHING),
                        "Somebody else turned out to be this person",
                        "另一人确认为同一人，并入此处"),
                new Told(
                        new LifecycleSplit(OTHER, "api", List.of(), Offered.NOTHING),
                        "Some of this turned out to be somebody else’s",
                        "部分历程属于另一人，已拆分"),
                new Told(
                        new LifecycleResumed(OTHER, List.of(), "api", Offered.NOTHING),
                        "Split off from somebody else",
                        "从另一人处拆分出来"),
                new Told(
                        new TouchpointsMovedOut(OTHER, MOVED, null, null, null),
                        "1 touchpoint counts as somebody else’s from here on",
                        "此后 1 个触点归另一人"),
                new Told(
                        new TouchpointsMovedIn(OTHER, MOVED),
                        "1 touchpoint counts as hers from here on",
                        "此后 1 个触点归此人"),
                new Told(
                        new ConsentChanged("email", true, BUY.occurredAt(), "web-form", "2026-03", Instant.parse(AT)),
                        "Consented to email (web-form, wording 2026-03, until 2026-01-02T03:04:05Z)",
                        "同意用于「email」（web-form，文案 2026-03，至 2026-01-02T03:04:05Z）"),
                new Told(
                        new ConsentChanged("win-back", false, BUY.occurredAt(), "api", null, null),
                        "Withdrew consent to win-back (api)",
                        "撤回对「win-back」的同意（api）"),
                new Told(
                        new WinBackStarted("ep-1", "we-miss-you", 1, "aarrr", "churn", WHEN, WHEN),
                        "A campaign began: we-miss-you",
                        "活动开始：we-miss-you"),
                new Told(
                        new WinBackDeclined("we-miss-you", 1, "aarrr", "churn", WHEN, "cool-down", WHEN),
                        "No campaign (we-miss-you): the last one is not long enough ago",
                        "未开始活动 we-miss-you：距上次活动时间太短"),
                new Told(
                        new OfferMade("ep-1", "we-miss-you", 1, 2, "email", "spring", "m-1", WHEN, INPUTS),
                        "Message 2 of we-miss-you decided on, by email",
                        "活动 we-miss-you 决定发送第 2 条消息（email）"),
                new Told(
                        new OfferHeldOut("ep-1", "we-miss-you", 1, 1, WHEN, INPUTS),
                        "Held out of we-miss-you, to compare others with her",
                        "活动 we-miss-you 的对照组，不发送"),
                new Told(
                        new OfferBlocked("ep-1", "we-miss-you", 1, 1, "consent", WHEN, INPUTS),
                        "Message 1 of we-miss-you not sent: she does not allow it",
                        "活动 we-miss-you 的第 1 条消息不发送：本人未同意"),
                new Told(
                        new OfferPostponed("ep-1", "we-miss-you", 1, 1, "quiet-hours", WHEN, WHEN),
                        "Message 1 of we-miss-you put off: it is night where she is",
                        "活动 we-miss-you 的第 1 条消息推迟：免打扰时段"),
                new Told(
                        new WinBackEnded("ep-1", "we-miss-you", 1, "returned", WHEN),
                        "The campaign we-miss-you is over: she came back",
                        "活动 we-miss-you 结束：已回归"));
    }

    @Test
    void a_stage_that_only_an_earlier_version_has_keeps_its_title() {
        ActiveModel second = new ActiveModel(
                "aarrr",
                2,
                Map.of("en", "AARRR"),
                List.of(new Stage("revenue", Map.of("en", "Customers"), false)),
                Duration.ofDays(30));
        Names names = new Names(List.of(second, MODELS.getFirst()), Locale.ENGLISH);
        assertThat(names.stage("aarrr", "revenue")).isEqualTo("Customers");
        assertThat(names.stage("aarrr", "churn")).isEqualTo("Churn");
        assertThat(names.version("aarrr", 1).orElseThrow().silence()).isEqualTo(Duration.ofDays(60));
    }

    @ParameterizedTest
    @MethodSource("told")
    void every_event_is_told_in_plain_words(Told told) {
        assertThat(Titles.in(new Names(MODELS, Locale.ENGLISH)).of(told.event()))
                .isEqualTo(told.english());
        assertThat(Titles.in(new Names(MODELS, Locale.SIMPLIFIED_CHINESE)).of(told.event()))
                .isEqualTo(told.chinese());
    }

    @Test
    void each_event_of_the_family_has_a_case_here() {
        assertThat(told().map(each -> (Object) each.event().getClass()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(EventFormat.events()
                        .filter(LifecycleEvent.class::isAssignableFrom)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "historical",
                "cool-down",
                "under-way",
                "consent",
                "cap",
                "channel",
                "quiet-hours",
                "paused",
                "stopped",
                "returned",
                "goal",
                "left",
                "corrected",
                "erased",
                "merged",
                "campaign-ended",
                "steps-used-up"
            })
    void every_reason_of_a_campaign_is_told_in_both_languages(String reason) {
        assertThat(WinBackReasons.english(reason)).isNotEqualTo(reason);
        assertThat(WinBackReasons.chinese(reason)).isNotEqualTo(reason).doesNotContain(reason);
    }

    @Test
    void no_title_or_detail_shows_an_id_or_what_is_sealed() {
        LifecycleEvent link = PersonWorld.linked(0, new ExternalId("email", "ada@example.org"));
        assertThat(Details.of(link, false).toString()
                        + Titles.in(new Names(MODELS, Locale.ENGLISH)).of(link))
                .doesNotContain("ada@");
    }
}
