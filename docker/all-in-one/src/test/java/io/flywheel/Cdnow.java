package io.flywheel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A published shop history, and where its people stand, computed without any of the product's code. */
record Cdnow(String header, List<Row> rows) {
    private static final Duration SILENCE = Duration.ofDays(60);

    record Row(String line, String customer, LocalDate date, BigDecimal amount) {
        Instant at() {
            return date.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    /** What a model calls somebody's standing after one order, after more, and after silence. */
    record Words(String once, String again, String lost) {}

    static Path file() {
        String folder = System.getProperty("flywheel.testdata");
        Path data = folder == null || folder.isBlank() ? Path.of("../../../shared/data") : Path.of(folder);
        return data.resolve("cdnow/cdnow_sample_transactions.csv");
    }

    /** Its rows in the order of their dates. */
    static Cdnow sortedByTime() {
        try {
            List<String> lines = Files.readAllLines(file());
            List<String> header = List.of(lines.getFirst().split(","));
            List<Row> rows = lines.stream()
                    .skip(1)
                    .map(line -> row(header, line))
                    .sorted(Comparator.comparing(Row::date))
                    .toList();
            return new Cdnow(lines.getFirst(), rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(List<String> header, String line) {
        String[] cells = line.split(",");
        return new Row(
                line,
                cells[header.indexOf("customer_id")],
                LocalDate.parse(cells[header.indexOf("date")]),
                new BigDecimal(cells[header.indexOf("amount")]));
    }

    String csv() {
        return header + "\n" + rows.stream().map(Row::line).collect(Collectors.joining("\n")) + "\n";
    }

    BigDecimal revenueBefore(Instant at) {
        return rows.stream()
                .filter(row -> row.at().isBefore(at))
                .map(Row::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** People by stage just before {@code at}; stages without people are left out. */
    Map<String, Integer> stagesAt(Instant at, Words words) {
        Map<String, List<Instant>> orders = rows.stream()
                .filter(row -> row.at().isBefore(at))
                .collect(Collectors.groupingBy(Row::customer, Collectors.mapping(Row::at, Collectors.toList())));
        Map<String, Integer> people = new TreeMap<>();
        orders.values().forEach(times -> people.merge(standing(times, at, words), 1, Integer::sum));
        return people;
    }

    private static String standing(List<Instant> times, Instant at, Words words) {
        int ordersSinceSheCame = 0;
        Instant last = times.getFirst();
        for (Instant time : times) {
            boolean wasLost = !time.isBefore(last.plus(SILENCE));
            ordersSinceSheCame = wasLost ? 1 : ordersSinceSheCame + 1;
            last = time;
        }
        if (!last.plus(SILENCE).isAfter(at)) {
            return words.lost();
        }
        return ordersSinceSheCame == 1 ? words.once() : words.again();
    }
}
