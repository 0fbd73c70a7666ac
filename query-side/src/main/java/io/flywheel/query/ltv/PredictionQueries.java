package io.flywheel.query.ltv;

import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.ltv.ExpectedValue;
import io.flywheel.api.ltv.PersonValue;
import io.flywheel.query.identity.People;
import io.flywheel.query.money.Currency;
import io.flywheel.query.money.MoneyBook;
import io.flywheel.query.money.MoneyBooks;
import io.flywheel.query.platform.InList;
import io.flywheel.query.platform.RankCursor;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what people are expected to be worth. */
@Component
class PredictionQueries {
    private final MoneyBooks books;
    private final ValueModels models;
    private final People people;

    PredictionQueries(MoneyBooks books, ValueModels models, People people) {
        this.books = books;
        this.models = models;
        this.people = people;
    }

    /** Fitted for this question, whatever is published. */
    Fitted fitted(FitQuestion question) {
        return models.fit(new Population(books.now(), question));
    }

    /** @param question its hold-out does not matter */
    PersonValue person(String userId, String stream, FitQuestion question, int horizonDays) {
        MoneyBook book = books.now();
        Population population = new Population(book, question);
        Currency currency = population.currency();
        Fitted fitted = models.forPredictionsAt(population);
        int person = book.person(stream);
        Repeats repeats = population.only(person);
        int buyer = person < 0 ? -1 : repeats.buyer(person);
        BigInteger revenue = revenue(book, person, currency, question.end());
        if (buyer < 0) {
            return new PersonValue(
                    userId,
                    question.until(),
                    currency.code(),
                    0,
                    0,
                    currency.money(revenue),
                    null,
                    null,
                    null,
                    null,
                    null,
                    fitted.shown());
        }
        Forecast forecast = Forecast.of(fitted, currency, horizonDays);
        return new PersonValue(
                userId,
                question.until(),
                currency.code(),
                repeats.orders[buyer],
                repeats.x[buyer] + 1L,
                currency.money(revenue),
                currency.mean(revenue, repeats.orders[buyer]),
                LocalDate.ofEpochDay(repeats.firstDay[buyer]),
                LocalDate.ofEpochDay(repeats.lastDay[buyer]),
                repeats.asOf - repeats.lastDay[buyer],
                forecast == null ? null : forecast.of(repeats, buyer),
                fitted.shown());
    }

    ExpectedValue page(FitQuestion question, int horizonDays, @Nullable RankCursor after, int limit) {
        MoneyBook book = books.now();
        Ranked ranked = ranked(book, question, horizonDays);
        int start = after == null
                ? 0
                : after.firstBehind(ranked.order.length, ranked::rank, place -> ranked.stream(ranked.order[place]));
        int end = (int) Math.min(ranked.order.length, (long) start + limit);
        List<ExpectedValue.Person> items = new ArrayList<>();
        told(ranked, question, start, end, items::add);
        return new ExpectedValue(
                items,
                end < ranked.order.length ? ranked.cursor(end - 1) : null,
                ranked.fitted.shown(),
                book.position());
    }

    /** Hands over everybody, some hundreds at a time. */
    void each(FitQuestion question, int horizonDays, Consumer<ExpectedValue.Person> reader) {
        Ranked ranked = ranked(books.now(), question, horizonDays);
        told(ranked, question, 0, ranked.order.length, reader);
    }

    /** Buyers in the order of their value of the coming year. */
    private record Ranked(
            MoneyBook book,
            Currency currency,
            Fitted fitted,
            @Nullable Forecast forecast,
            Repeats repeats,
            double[] clv,
            int[] order) {
        String cursor(int place) {
            return new RankCursor(rank(place), stream(order[place])).encoded();
        }

        /** What is not negative has the order of its bits. */
        long rank(int place) {
            return Double.doubleToLongBits(clv[order[place]]);
        }

        String stream(int buyer) {
            return book.stream(repeats.person[buyer]);
        }
    }

    private Ranked ranked(MoneyBook book, FitQuestion question, int horizonDays) {
        Population population = new Population(book, question);
        Currency currency = population.currency();
        Fitted fitted = models.forPredictionsAt(population);
        Repeats repeats = population.everybody();
        Forecast forecast = Forecast.of(fitted, currency, horizonDays);
        if (forecast == null) {
            return new Ranked(book, currency, fitted, null, repeats, new double[0], new int[0]);
        }
        double[] clv = IntStream.range(0, repeats.size())
                .parallel()
                .mapToDouble(buyer -> forecast.clv(repeats, buyer))
                .toArray();
        int[] order = IntStream.range(0, clv.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer buyer) -> -clv[buyer])
                        .thenComparing(buyer -> book.stream(repeats.person[buyer])))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Ranked(book, currency, fitted, forecast, repeats, clv, order);
    }

    private void told(Ranked ranked, FitQuestion question, int from, int to, Consumer<ExpectedValue.Person> reader) {
        Forecast forecast = ranked.forecast;
        if (forecast == null) {
            return;
        }
        List<Integer> chosen = Arrays.stream(ranked.order, from, to).boxed().toList();
        for (List<Integer> some : InList.slices(chosen)) {
            Map<String, ExternalId> ids =
                    people.shown(some.stream().map(ranked::stream).toList());
            for (int buyer : some) {
                String stream = ranked.stream(buyer);
                ExternalId id = ids.get(stream);
                int person = ranked.repeats.person[buyer];
                reader.accept(new ExpectedValue.Person(
                        id == null ? stream : id.text(),
                        ranked.repeats.orders[buyer],
                        ranked.currency.money(revenue(ranked.book, person, ranked.currency, question.end())),
                        forecast.of(ranked.repeats, buyer)));
            }
        }
    }

    private static BigInteger revenue(MoneyBook book, int person, Currency currency, long until) {
        BigInteger sum = BigInteger.ZERO;
        if (person >= 0) {
            for (int entry = book.from(person); entry < book.to(person) && book.at(entry) < until; entry++) {
                if (book.currency(entry) == currency.number()) {
                    sum = sum.add(BigInteger.valueOf(book.amount(entry)));
                }
            }
        }
        return sum;
    }
}
