package io.flywheel.query.ltv;

import io.flywheel.api.ltv.WeeklyTracking;
import io.flywheel.query.money.Currency;
import io.flywheel.query.money.MoneyBook;
import io.flywheel.query.money.MoneyBooks;
import io.flywheel.query.platform.Days;
import io.flywheel.query.platform.Problems;
import io.flywheel.query.prediction.BgNbd;
import io.flywheel.query.prediction.Tracking;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Answers how what people bought again compares with what the model expected, week by week. */
@Component
class TrackingQueries {
    private static final int MOST_DAYS = 20_000;

    private final MoneyBooks books;
    private final ValueModels models;

    TrackingQueries(MoneyBooks books, ValueModels models) {
        this.books = books;
        this.models = models;
    }

    /** @param to weeks that end before it are told */
    WeeklyTracking weeks(FitQuestion question, Instant to) {
        MoneyBook book = books.now();
        Population population = new Population(book, question);
        Fitted fitted = models.forPredictionsAt(population);
        BgNbd model = fitted.buying();
        Repeats people = population.everybody();
        if (model == null || people.size() == 0) {
            return new WeeklyTracking(fitted.shown(), List.of(), book.position());
        }
        int first = IntStream.of(people.firstDay).min().orElseThrow();
        int last = (int) to.minusNanos(1).atZone(question.zone()).toLocalDate().toEpochDay();
        int days = (last - first + 1) / 7 * 7;
        if (days > MOST_DAYS) {
            throw Problems.bad("to", "That is more than " + MOST_DAYS + " days. Choose an earlier to=.");
        }
        long[] newcomers = new long[Math.max(0, people.asOf - first + 1)];
        IntStream.of(people.firstDay).forEach(day -> newcomers[day - first]++);
        double[] expected = Tracking.expectedRepeats(model, newcomers, Math.max(0, days));
        long[] came = came(book, population.currency(), people, question, first, Math.max(0, days));
        List<WeeklyTracking.Week> weeks = new ArrayList<>();
        long actual = 0;
        for (int day = 0; day < days; day++) {
            actual += came[day];
            if (day % 7 == 6) {
                weeks.add(
                        new WeeklyTracking.Week(day / 7 + 1, LocalDate.ofEpochDay(first + day), actual, expected[day]));
            }
        }
        return new WeeklyTracking(fitted.shown(), weeks, book.position());
    }

    /** Repeat purchase days of these people on each day from the first. */
    private static long[] came(
            MoneyBook book, Currency currency, Repeats people, FitQuestion question, int first, int days) {
        long[] came = new long[days];
        Days calendar = new Days(question.zone());
        for (int i = 0; i < people.size(); i++) {
            int person = people.person[i];
            int last = people.firstDay[i];
            for (int entry = book.from(person); entry < book.to(person); entry++) {
                if (book.currency(entry) == currency.number() && book.isPurchase(entry)) {
                    int day = calendar.of(book.at(entry));
                    if (day != last && day - first < days) {
                        came[day - first]++;
                    }
                    last = day;
                }
            }
        }
        return came;
    }
}
