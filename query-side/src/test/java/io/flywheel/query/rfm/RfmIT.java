package io.flywheel.query.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.api.Money;
import io.flywheel.api.rfm.RfmGrid;
import io.flywheel.api.rfm.RfmMovement.Move;
import io.flywheel.api.rfm.RfmPeople;
import io.flywheel.query.PersonWorld;
import io.flywheel.query.Purchases;
import io.flywheel.query.identity.People;
import io.flywheel.query.money.MoneyProjection;
import io.flywheel.query.platform.Parameters;
import io.flywheel.query.platform.RankCursor;
import io.flywheel.query.platform.TestReadModels;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.ErrorResponseException;

/** Given purchases, then who scores what. */
class RfmIT {
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");

    private final TestReadModels models = new TestReadModels(new MoneyProjection());
    private final Purchases shop = new Purchases();
    private final People people = new People(models.ledger.jdbc, models.scan, PersonWorld.INDEX, PersonWorld.SEALS);
    private final RfmScores scores = new RfmScores(models.books(), people);
    private final RfmQueries queries = new RfmQueries(scores);
    private final RfmPeopleQueries who = new RfmPeopleQueries(scores, people);

    @Test
    void nobody_has_scores_before_anybody_bought() {
        RfmGrid grid = queries.grid(question(JULY));
        assertThat(grid.people()).isZero();
        assertThat(grid.currency()).isNull();
        assertThat(grid.segments()).hasSize(11).allMatch(segment -> segment.people() == 0);
        assertThat(grid.grid()).isEmpty();
    }

    @Test
    void recency_is_counted_to_the_day_before_the_instant_and_a_purchase_at_it_does_not_count() {
        models.tell("ada", shop.bought("2026-06-30T23:59:59Z", "5"));
        models.tell("grace", shop.bought("2026-07-01T00:00:00Z", "5"));
        assertThat(person("ada", question(JULY)).recencyDays()).isZero();
        assertThat(queries.grid(question(JULY)).people()).isEqualTo(1);
        assertThat(person("ada", question(JULY.plusSeconds(1))).recencyDays()).isEqualTo(1);
        assertThat(person("grace", question(JULY.plusSeconds(1))).recencyDays()).isZero();
    }

    @Test
    void days_are_those_of_the_reporting_zone() {
        models.tell("ada", shop.bought("2026-06-29T17:00:00Z", "5"));
        assertThat(person("ada", question(JULY)).recencyDays()).isEqualTo(1);
        ZoneId shanghai = ZoneId.of("Asia/Shanghai");
        assertThat(person("ada", new RfmQuestion(JULY, null, Scoring.TIE, null, shanghai))
                        .recencyDays())
                .isEqualTo(1);
        assertThat(person("ada", new RfmQuestion(JULY.minusSeconds(8 * 3600), null, Scoring.TIE, null, shanghai))
                        .recencyDays())
                .isZero();
    }

    @Test
    void a_refund_lowers_the_money_and_is_no_purchase() {
        models.tell("ada", shop.bought("2026-06-01", "50"), shop.refunded("2026-06-20", "20", null));
        RfmPeople.Person ada = person("ada", question(JULY));
        assertThat(ada.orders()).isEqualTo(1);
        assertThat(ada.value()).isEqualTo(new Money(new BigDecimal("30.00"), "CNY"));
        assertThat(ada.recencyDays()).isEqualTo(29);
    }

    @Test
    void only_the_window_counts() {
        models.tell("ada", shop.bought("2026-01-01", "50"), shop.bought("2026-06-20", "20"));
        models.tell("grace", shop.bought("2026-01-01", "50"));
        RfmQuestion month = new RfmQuestion(JULY, Period.ofDays(30), Scoring.TIE, null, ZoneOffset.UTC);
        assertThat(queries.grid(month).people()).isEqualTo(1);
        assertThat(person("ada", month).orders()).isEqualTo(1);
        assertThat(person("ada", month).value().amount()).isEqualByComparingTo("20");
        assertThat(queries.grid(month).window()).isEqualTo("P30D");
    }

    @Test
    void thresholds_say_which_values_got_which_score() {
        for (int i = 1; i <= 5; i++) {
            models.tell("p" + i, shop.bought("2026-06-0" + i, String.valueOf(i * 10)));
        }
        RfmGrid grid = queries.grid(question(JULY));
        assertThat(grid.thresholds().get("value"))
                .containsExactly(
                        new RfmGrid.Range(5, "50.00", "50.00"),
                        new RfmGrid.Range(4, "40.00", "40.00"),
                        new RfmGrid.Range(3, "30.00", "30.00"),
                        new RfmGrid.Range(2, "20.00", "20.00"),
                        new RfmGrid.Range(1, "10.00", "10.00"));
        assertThat(grid.thresholds().get("recencyDays").getFirst()).isEqualTo(new RfmGrid.Range(5, 25, 25));
        assertThat(grid.thresholds().get("orders")).containsExactly(new RfmGrid.Range(1, 1, 1));
    }

    @Test
    void what_is_recorded_later_counts_in_the_next_answer() {
        models.tell("ada", shop.bought("2026-06-01", "50"));
        assertThat(queries.grid(question(JULY)).people()).isEqualTo(1);
        models.tell("grace", shop.bought("2026-05-01", "50"));
        assertThat(queries.grid(question(JULY)).people()).isEqualTo(2);
    }

    @Test
    void pages_continue_where_the_last_one_ended_also_when_somebody_new_comes_between() {
        for (int i = 0; i < 10; i++) {
            models.tell("p" + i, shop.bought("2026-06-01", String.valueOf(100 - i / 2)));
        }
        RfmPeople first = who.page(question(JULY), everybody(), null, 4);
        models.tell("new", shop.bought("2026-06-01", "1000"));
        List<String> all = new ArrayList<>(ids(first));
        RfmPeople page = first;
        while (page.next() != null) {
            page = who.page(question(JULY), everybody(), RankCursor.parse(page.next()), 4);
            all.addAll(ids(page));
        }
        assertThat(all).containsExactly("p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9");
    }

    @Test
    void who_had_not_bought_before_comes_from_nowhere() {
        models.tell("ada", shop.bought("2026-01-01", "50"));
        models.tell("grace", shop.bought("2026-06-01", "50"));
        List<Move> moves = queries.movement(question(JULY), Instant.parse("2026-02-01T00:00:00Z"), JULY)
                .moves();
        assertThat(moves).extracting(Move::from).contains("none");
        assertThat(moves).extracting(Move::people).containsOnly(1);
        assertThat(moves).hasSize(2);
    }

    @Test
    void whole_numbers_are_ordered_as_numbers_and_before_other_ids() {
        List<String> ids = new ArrayList<>(List.of("b", "10", "a", "9", "009", "", "1a"));
        ids.sort(RfmScores::compareIds);
        assertThat(ids.indexOf("9")).isLessThan(ids.indexOf("10"));
        assertThat(ids.indexOf("10")).isLessThan(ids.indexOf("1a"));
        assertThat(ids.indexOf("a")).isLessThan(ids.indexOf("b"));
        assertThat(RfmScores.compareIds("9", "009")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"segment=Kings", "r=6", "f=x", "m=0"})
    void a_selection_that_does_not_exist_is_refused_by_name(String wrong) {
        String name = wrong.substring(0, wrong.indexOf('='));
        String value = wrong.substring(wrong.indexOf('=') + 1);
        assertThatThrownBy(() -> RfmSelection.of(
                        name.equals("segment") ? value : null,
                        name.equals("r") ? value : null,
                        name.equals("f") ? value : null,
                        name.equals("m") ? value : null))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        problem -> assertThat(problem.getBody().getDetail()).startsWith(wrong));
    }

    @Test
    void wrong_windows_scorings_and_cursors_are_refused() {
        Parameters parameters = new Parameters(Clock.fixed(JULY, ZoneOffset.UTC), ZoneOffset.UTC);
        for (String window : List.of("30", "-P1D", "P0D", "PT5H", "P9999999Y")) {
            assertThatThrownBy(() -> parameters.window(window)).isInstanceOf(ErrorResponseException.class);
        }
        assertThatThrownBy(() -> Scoring.named("quintile")).isInstanceOf(ErrorResponseException.class);
        assertThatThrownBy(() -> RankCursor.parse("!")).isInstanceOf(ErrorResponseException.class);
        assertThatThrownBy(() -> RankCursor.parse("AAAA")).isInstanceOf(ErrorResponseException.class);
    }

    private RfmPeople.Person person(String stream, RfmQuestion question) {
        return who.page(question, everybody(), null, 100).items().stream()
                .filter(each -> each.userId().equals(stream))
                .findFirst()
                .orElseThrow();
    }

    private static RfmSelection everybody() {
        return RfmSelection.of(null, null, null, null);
    }

    private static List<@Nullable String> ids(RfmPeople page) {
        return page.items().stream().map(RfmPeople.Person::userId).toList();
    }

    private static RfmQuestion question(Instant at) {
        return new RfmQuestion(at, null, Scoring.TIE, null, ZoneOffset.UTC);
    }
}
