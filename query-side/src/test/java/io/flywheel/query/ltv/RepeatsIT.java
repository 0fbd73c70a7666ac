package io.flywheel.query.ltv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.query.Purchases;
import io.flywheel.query.money.MoneyBook;
import io.flywheel.query.money.MoneyProjection;
import io.flywheel.query.platform.TestReadModels;
import io.flywheel.query.platform.TooLarge;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Given orders, then what counts as bought again. */
class RepeatsIT {
    private static final FitQuestion QUESTION =
            new FitQuestion(Instant.parse("2026-04-01T00:00:00Z"), 0, "CNY", ZoneOffset.UTC);

    private final TestReadModels models = new TestReadModels(new MoneyProjection());
    private final Purchases shop = new Purchases();

    private Population people() {
        models.tell(
                "ada", shop.bought("2026-01-10", "5"), shop.bought("2026-01-10", "6"), shop.bought("2026-02-10", "7"));
        models.tell("bob", shop.bought("2026-01-11", "5", "USD", null));
        models.tell("cleo", shop.refunded("2026-01-12", "1", null));
        models.tell("dora", shop.bought("2026-01-13", "8"), shop.bought("2026-04-01", "9"));
        models.tell(
                "eve", shop.bought("2026-03-01", "1"), shop.bought("2026-03-02", "2"), shop.bought("2026-03-03", "4"));
        return new Population(models.books().now(), QUESTION);
    }

    @Test
    void repeats_are_further_days_with_a_purchase() {
        Population people = people();
        Repeats all = people.everybody();
        assertThat(all.size()).isEqualTo(3);
        assertThat(all.x).containsExactlyInAnyOrder(1, 0, 2);
        int ada = all.buyer(people.book().person("ada"));
        assertThat(all.orders[ada]).isEqualTo(3);
        assertThat(all.meanSpend[ada]).isEqualTo(7);
        assertThat(LocalDate.ofEpochDay(all.firstDay[ada])).isEqualTo("2026-01-10");
        assertThat(LocalDate.ofEpochDay(all.lastDay[ada])).isEqualTo("2026-02-10");
    }

    @Test
    void one_person_read_alone_is_as_she_is_among_all() {
        Population people = people();
        MoneyBook book = people.book();
        for (int person = 0; person < book.people(); person++) {
            Repeats alone = new Population(book, QUESTION).only(person);
            Repeats all = people.everybody();
            int one = alone.buyer(person);
            int same = all.buyer(person);
            assertThat(one).as(book.stream(person)).isEqualTo(Math.min(same, 0));
            assertThat(alone.size()).isEqualTo(one + 1);
            if (one == 0) {
                assertThat(alone.customer(one)).isEqualTo(all.customer(same));
                assertThat(alone.spend(one)).isEqualTo(all.spend(same));
                assertThat(alone.orders[one]).isEqualTo(all.orders[same]);
                assertThat(alone.firstDay[one]).isEqualTo(all.firstDay[same]);
                assertThat(alone.lastDay[one]).isEqualTo(all.lastDay[same]);
                assertThat(alone.asOf).isEqualTo(all.asOf);
            }
        }
    }

    @Test
    void nobody_read_alone_has_bought_nothing() {
        assertThat(people().only(-1).size()).isZero();
        assertThat(people().only(-1).buyer(-1)).isEqualTo(-1);
    }

    @Test
    void what_she_spent_is_added_up_exactly_or_not_at_all() {
        for (int day = 10; day < 21; day++) {
            models.tell("ada", shop.bought("2026-01-" + day, "999999999999.999999"));
        }
        Population people = new Population(models.books().now(), QUESTION);
        assertThatThrownBy(people::everybody).isInstanceOf(TooLarge.class);
    }

    @Test
    void everybody_is_read_once_for_a_question() {
        Population people = people();
        assertThat(people.everybody()).isSameAs(people.everybody());
        assertThat(people.only(0)).isSameAs(people.everybody());
    }
}
