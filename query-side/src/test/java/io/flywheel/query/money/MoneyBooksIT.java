package io.flywheel.query.money;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.Money;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.TestReadModels;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The book of money equals the rows that stand, however it came about. */
class MoneyBooksIT {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String[] NAMES = {"Order Completed", "Order Refunded", "Order Cancelled", "Page Viewed"};

    private final MoneyProjection projection = new MoneyProjection();
    private final TestReadModels models = new TestReadModels(projection);
    private final MoneyBooks books = models.books();

    @Test
    void an_empty_book_has_nobody() {
        assertThat(books.now().people()).isZero();
        assertThat(books.now().person("ada")).isEqualTo(-1);
        assertThat(books.now().currencies()).isEmpty();
    }

    @Test
    void what_was_read_once_is_handed_out_again_until_something_is_known() {
        models.tell("ada", recorded(1, "Order Completed", 1, "5", "CNY", null));
        MoneyBook book = books.now();
        assertThat(books.now()).isSameAs(book);
        models.tell("ada", recorded(2, "Order Completed", 0, "0", "CNY", null));
        assertThat(entries(books.now())).isEqualTo(Map.of("ada", List.of("P 0 CNY 0.000000", "P 1 CNY 5.000000")));
        assertThat(entries(book)).isEqualTo(Map.of("ada", List.of("P 1 CNY 5.000000")));
    }

    @Test
    void another_generation_is_read_whole() {
        models.tell("ada", recorded(1, "Order Completed", 1, "5", "CNY", null));
        MoneyBook before = books.now();
        models.rebuild(projection, 2, 1);
        models.ledger.jdbc.update("DELETE FROM money_rows WHERE generation = 1");
        models.switchTo(projection, 2);
        assertThat(books.now()).isNotSameAs(before);
        assertThat(entries(books.now())).isEqualTo(entries(before));
    }

    @Test
    void the_currency_bought_in_most_often_comes_first() {
        models.tell(
                "ada",
                recorded(1, "Order Completed", 1, "5", "USD", null),
                recorded(2, "Order Completed", 2, "5", "CNY", null),
                recorded(3, "Order Completed", 3, "5", "CNY", null),
                recorded(4, "Order Refunded", 4, "5", "JPY", null));
        MoneyBook book = books.now();
        assertThat(book.currencies()).containsExactly("CNY", "USD");
        assertThat(book.currencies()).as("counted once").isSameAs(book.currencies());
        models.tell(
                "grace",
                recorded(5, "Order Completed", 5, "5", "USD", null),
                recorded(6, "Order Completed", 6, "5", "USD", null));
        assertThat(books.now().currencies()).containsExactly("USD", "CNY");
        assertThat(book.currencies()).containsExactly("CNY", "USD");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_book_kept_up_to_date_equals_the_rows_and_a_book_read_whole(long seed) {
        Random random = new Random(seed);
        List<TouchpointRecorded> recorded = new ArrayList<>();
        List<String> whose = new ArrayList<>();
        for (int block = 0; block < 40; block++) {
            List<LedgerEvent> events = new ArrayList<>();
            for (int i = random.nextInt(60); i >= 0; i--) {
                boolean takesBack = !recorded.isEmpty() && random.nextInt(8) == 0;
                LifecycleEvent event;
                String stream = "person" + random.nextInt(block < 20 ? 3_000 : 30);
                if (takesBack) {
                    int which = random.nextInt(recorded.size());
                    stream = whose.remove(which);
                    event = new TouchpointVoided(recorded.remove(which).facts(), "a mistake", "ada", null, null, null);
                } else {
                    TouchpointRecorded touchpoint = recorded(
                            block * 1_000 + i,
                            NAMES[random.nextInt(NAMES.length)],
                            random.nextInt(300),
                            String.valueOf(random.nextInt(1_000) / 100.0),
                            random.nextInt(5) == 0 ? "USD" : "CNY",
                            random.nextInt(3) == 0 ? "order" + random.nextInt(5) : null);
                    recorded.add(touchpoint);
                    whose.add(stream);
                    event = touchpoint;
                }
                events.add(models.ledger.event(stream, event));
            }
            models.tell(events);
            assertThat(entries(books.now())).isEqualTo(rows());
        }
        assertThat(entries(books.now())).isEqualTo(entries(models.books().now()));
    }

    private static TouchpointRecorded recorded(
            int key, String name, int day, String amount, String currency, String reference) {
        return new TouchpointRecorded(
                new Touchpoint(
                        new TouchpointKey(1, key),
                        "shop",
                        TouchpointKind.TRACK,
                        name,
                        "web",
                        START.plus(Duration.ofDays(day)),
                        new Money(new BigDecimal(amount), currency),
                        null,
                        null,
                        null,
                        reference,
                        Map.of()),
                null,
                "digest",
                List.of(0),
                null);
    }

    private static Map<String, List<String>> entries(MoneyBook book) {
        Map<String, List<String>> all = new TreeMap<>();
        for (int person = 0; person < book.people(); person++) {
            assertThat(book.person(book.stream(person))).isEqualTo(person);
            for (int entry = book.from(person); entry < book.to(person); entry++) {
                assertThat(entry == book.from(person) || book.at(entry - 1) <= book.at(entry))
                        .isTrue();
                String currency = book.currency(entry) == book.currency("CNY") ? "CNY" : "USD";
                all.computeIfAbsent(book.stream(person), stream -> new ArrayList<>())
                        .add(entry(book.isPurchase(entry), book.at(entry), currency, book.amount(entry)));
            }
        }
        all.values().forEach(list -> list.sort(null));
        return all;
    }

    private Map<String, List<String>> rows() {
        Map<String, List<String>> all = new TreeMap<>();
        models.ledger.jdbc.query(
                "SELECT stream, effect, occurred_at, currency, amount FROM money WHERE currency <> ''"
                        + " AND withdrawn_at = 9223372036854775807",
                row -> {
                    all.computeIfAbsent(row.getString(1), stream -> new ArrayList<>())
                            .add(entry(
                                    row.getString(2).equals("EARNS"),
                                    row.getLong(3),
                                    row.getString(4),
                                    row.getBigDecimal(5).movePointRight(6).longValueExact()));
                });
        all.values().forEach(list -> list.sort(null));
        return all;
    }

    private static String entry(boolean purchase, long at, String currency, long amount) {
        long day =
                Duration.between(START, Instant.ofEpochSecond(at / 1_000_000)).toDays();
        return (purchase ? "P " : "R ") + day + " " + currency + " " + BigDecimal.valueOf(amount, 6);
    }
}
