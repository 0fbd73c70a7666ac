package io.flywheel.api.model;

import static io.flywheel.api.touchpoint.Touchpoints.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.touchpoint.Touchpoints;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedModelsTest {
    static Stream<Arguments> stories() {
        return Stream.of(
                story("an advertisement was shown to her", ad(), "acquisition", "awareness"),
                story(
                        "only an identify call is known of her",
                        of().identifiedOn("2026-01-01"),
                        "acquisition",
                        "awareness"),
                story("she viewed a page", of().viewedPageOn("2026-01-01"), "acquisition", "awareness"),
                story("she signed up", of().did("Signed Up", "2026-01-01"), "activation", "acquisition"),
                story("she ordered once", of().boughtOn("2026-01-01", "12.50"), "activation", "acquisition"),
                story(
                        "she ordered twice on one day",
                        of().boughtOn("2026-01-01", "12.50").boughtOn("2026-01-01", "12.50"),
                        "activation > revenue",
                        "acquisition > growth"),
                story(
                        "she came on three days in a row",
                        of().viewedPageOn("2026-01-01")
                                .viewedPageOn("2026-01-02")
                                .viewedPageOn("2026-01-03"),
                        "acquisition > retention",
                        "awareness > engagement"),
                story(
                        "she came on three days in two weeks",
                        of().viewedPageOn("2026-01-01")
                                .viewedPageOn("2026-01-07")
                                .viewedPageOn("2026-01-14"),
                        "acquisition > retention",
                        "awareness"),
                story(
                        "she came on three days, one too many apart",
                        of().viewedPageOn("2026-01-01")
                                .viewedPageOn("2026-01-07")
                                .viewedPageOn("2026-01-15"),
                        "acquisition",
                        "awareness"),
                story("she renewed", of().did("Subscription Renewed", "2026-01-01"), "revenue", "growth"),
                story(
                        "a friend came through her",
                        of().did("Invite Sent", "2026-01-01").did("Referral Converted", "2026-01-03"),
                        "acquisition > referral",
                        "advocacy"),
                story("she reviewed with five stars", rated("Review Submitted", "5"), "referral", "advocacy"),
                story("she reviewed with four stars", rated("Review Submitted", "4"), "referral", "awareness"),
                story("she reviewed with one star", rated("Review Submitted", "1"), "acquisition", "awareness"),
                story(
                        "she reviewed without stars",
                        of().did("Review Submitted", "2026-01-01"),
                        "referral",
                        "awareness"),
                story("she is a promoter", rated("NPS Submitted", "9"), "referral", "advocacy"),
                story("she is no promoter", rated("NPS Submitted", "8"), "acquisition", "awareness"),
                story(
                        "she filled her cart",
                        of().did("Product Added", "2026-01-01")
                                .did("Product Added", "2026-01-01")
                                .did("Product Added", "2026-01-01"),
                        "acquisition",
                        "awareness > engagement"),
                story(
                        "she subscribed and cancelled",
                        of().did("Subscription Started", "2026-01-01").did("Subscription Cancelled", "2026-01-20"),
                        "activation > churn",
                        "growth"),
                story(
                        "she ordered twice, fell silent, and ordered again",
                        of().boughtOn("2025-06-01", "5")
                                .boughtOn("2025-06-02", "5")
                                .boughtOn("2026-01-01", "5"),
                        "activation > revenue > churn > activation",
                        "acquisition > growth > dormant > acquisition"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void both_models_say_where_she_stands(String told, Touchpoints story, String aarrr, String fiveStage) {
        assertThat(path(Models.aarrr(), story)).isEqualTo(aarrr);
        assertThat(path(Models.fiveStage(), story)).isEqualTo(fiveStage);
    }

    private static String path(StageModel model, Touchpoints story) {
        List<Transition> transitions =
                model.fold(story.list(), at("2026-02-01")).transitions();
        return String.join(" > ", transitions.stream().map(Transition::to).toList());
    }

    private static Touchpoints of() {
        return Touchpoints.of("ada");
    }

    private static Touchpoints ad() {
        return of().received("Ad Impression", "2025-01-01");
    }

    private static Touchpoints rated(String name, String score) {
        return of().did(name, "2026-01-01").scoring(score);
    }

    private static Arguments story(String told, Touchpoints story, String aarrr, String fiveStage) {
        return Arguments.of(told, story, aarrr, fiveStage);
    }
}
