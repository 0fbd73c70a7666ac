package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.EventFormat;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.model.Transition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A real shop's history with known answers, imported as anybody would. */
class CdnowE2E {
    private static CdnowShop shop;
    private static Running flywheel;
    private static Cdnow cdnow;

    @BeforeAll
    static void open() {
        shop = CdnowShop.open();
        flywheel = shop.flywheel();
        cdnow = shop.cdnow();
    }

    @Test
    void every_row_is_recorded_once() {
        assertThat(shop.imported().get("state").asString()).isEqualTo("done");
        assertThat(shop.imported().get("read").asInt()).isEqualTo(6_919);
        assertThat(shop.imported().get("recorded").asInt()).isEqualTo(6_919);
        assertThat(shop.imported().get("quarantined").asInt()).isZero();
        assertThat(flywheel.count("TouchpointRecorded")).isEqualTo(6_919);
        assertThat(flywheel.count("LifecycleOpened")).isEqualTo(2_357);
    }

    @Test
    void importing_it_again_records_nothing() {
        JsonNode again = flywheel.http().finished(flywheel.http().startImport(CdnowShop.IMPORT, cdnow.csv()));
        assertThat(again.get("recorded").asInt()).isZero();
        assertThat(again.get("duplicate").asInt()).isEqualTo(6_919);
        assertThat(flywheel.count("TouchpointRecorded")).isEqualTo(6_919);
    }

    @ParameterizedTest
    @CsvSource({"aarrr,activation,revenue,churn", "five-stage,acquisition,growth,dormant"})
    void people_per_stage_are_those_that_the_file_says_at_ten_dates(
            String model, String once, String again, String lost) {
        for (Instant at : tenDates()) {
            JsonNode answer = flywheel.http().json("/api/stages?model=" + model + "&at=" + at);
            Map<String, Integer> people = new TreeMap<>();
            answer.get("stages").forEach(stage -> {
                if (stage.get("people").asInt() != 0) {
                    people.put(
                            stage.get("stage").asString(), stage.get("people").asInt());
                }
            });
            assertThat(people)
                    .as("%s at %s", model, at)
                    .isEqualTo(cdnow.stagesAt(at, new Cdnow.Words(once, again, lost)));
            assertThat(answer.get("people").asInt())
                    .as("people of %s at %s", model, at)
                    .isEqualTo(
                            people.values().stream().mapToInt(Integer::intValue).sum());
            assertThat(value(answer)).as("value of %s at %s", model, at).isEqualByComparingTo(cdnow.revenueBefore(at));
        }
    }

    @Test
    void at_the_end_everybody_and_all_money_is_there() {
        JsonNode answer = flywheel.http().json("/api/stages?model=aarrr&at=1998-07-01T00:00:00Z");
        assertThat(answer.get("people").asInt()).isEqualTo(2_357);
        assertThat(value(answer)).isEqualByComparingTo("244091.94");
    }

    @Test
    void a_file_in_time_order_takes_no_churn_back() {
        List<PathCorrected> corrections = flywheel.store()
                .query("SELECT payload FROM ledger_event WHERE type = 'PathCorrected'", (row, i) ->
                        (PathCorrected) EventFormat.read("PathCorrected", row.getBytes(1)));
        assertThat(corrections.stream()
                        .flatMap(each -> Stream.concat(each.withdrawn().stream(), each.entered().stream())))
                .noneMatch(transition -> transition.kind() == Transition.Kind.CHURNED);
        // What may be corrected is which of two orders of one instant came first, where they arrived in two batches.
        assertThat(corrections)
                .allSatisfy(each -> assertThat(times(each.withdrawn())).isEqualTo(times(each.entered())));
    }

    private static List<Instant> times(List<Transition> transitions) {
        return transitions.stream().map(Transition::occurredAt).toList();
    }

    private static BigDecimal value(JsonNode answer) {
        return answer.get("stages")
                .valueStream()
                .flatMap(stage -> stage.get("value").valueStream())
                .map(money -> new BigDecimal(money.get("amount").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<Instant> tenDates() {
        return Stream.of(
                        "1997-01-02",
                        "1997-02-01",
                        "1997-03-02",
                        "1997-04-15",
                        "1997-06-30",
                        "1997-10-01",
                        "1997-12-25",
                        "1998-02-28",
                        "1998-07-01",
                        "1999-01-01")
                .map(date -> LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant())
                .toList();
    }
}
