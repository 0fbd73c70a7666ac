package io.flywheel.query.prediction;

import io.flywheel.query.prediction.KnownAnswers.Line;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The people of the CDNOW sample: what they bought in 39 weeks, and how often in the 39 weeks after. */
record CdnowPeople(List<Person> people) {
    static final LocalDate FIRST_DAY = LocalDate.of(1997, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(1997, 9, 30);

    record Person(int id, LocalDate born, Customer customer, Spend spend, int laterDays) {}

    static CdnowPeople read() {
        Map<Integer, TreeMap<LocalDate, Double>> days = KnownAnswers.table("cdnow_sample_transactions.csv").stream()
                .collect(Collectors.groupingBy(
                        line -> line.whole("customer_id"),
                        TreeMap::new,
                        Collectors.toMap(CdnowPeople::day, line -> line.number("amount"), Double::sum, TreeMap::new)));
        List<Person> people = new ArrayList<>();
        days.forEach((id, spent) -> people.add(person(id, spent)));
        return new CdnowPeople(people);
    }

    private static LocalDate day(Line line) {
        return LocalDate.parse(line.text("date"));
    }

    private static Person person(int id, TreeMap<LocalDate, Double> spent) {
        LocalDate born = spent.firstKey();
        Map<LocalDate, Double> repeats = spent.subMap(born, false, LAST_DAY, true);
        double mean = repeats.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
        Customer customer = new Customer(repeats.size(), weeks(born, spent.floorKey(LAST_DAY)), weeks(born, LAST_DAY));
        return new Person(
                id,
                born,
                customer,
                new Spend(repeats.size(), mean),
                spent.tailMap(LAST_DAY, false).size());
    }

    private static double weeks(LocalDate from, LocalDate to) {
        return ChronoUnit.DAYS.between(from, to) / 7.0;
    }

    Customers customers() {
        return Customers.of(
                people.stream().mapToInt(each -> each.customer().x()).toArray(),
                people.stream().mapToDouble(each -> each.customer().tx()).toArray(),
                people.stream().mapToDouble(each -> each.customer().T()).toArray());
    }

    Spends spends() {
        return Spends.of(
                people.stream().mapToInt(each -> each.spend().x()).toArray(),
                people.stream().mapToDouble(each -> each.spend().mx()).toArray());
    }

    /** How many people came on each day of the sample. */
    long[] newcomers() {
        long[] newcomers = new long[90];
        people.forEach(each -> newcomers[(int) ChronoUnit.DAYS.between(FIRST_DAY, each.born())]++);
        return newcomers;
    }
}
