package io.flywheel.benchmark;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * Buyers as the BG/NBD model has them: everybody with a rate of her own, and a chance of her own to leave after each
 * purchase. What the events would become is written into the read model at once.
 */
final class ManyBuyers {
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    static final int DAYS = 730;
    static final Instant END = START.plus(DAYS, ChronoUnit.DAYS);

    private static final int BATCH = 5_000;
    private static final String INSERT = """
            INSERT INTO money_rows (generation, stream, touchpoint_key, currency, known_at, name, effect, reference,
                order_hash, occurred_at, said, amount, withdrawn_at)
            VALUES (1, ?, ?, 'CNY', 1, 'Order Completed', 'EARNS', NULL, NULL, ?, ?, ?, 9223372036854775807)""";

    private final int people;
    private final long seed;
    private int purchases;

    ManyBuyers(int people, long seed) {
        this.people = people;
        this.seed = seed;
        for (int person = 0; person < people; person++) {
            purchases += of(person).length;
        }
    }

    int purchases() {
        return purchases;
    }

    /** @param cents of the currency */
    private record Purchase(int day, int cents) {}

    /** The same for the same person, whenever she is asked for. */
    private Purchase[] of(int person) {
        Random random = new Random(seed * 1_000_003 + person);
        double perWeek = 0.1 + random.nextExponential() * 0.12;
        double leaves = Math.min(0.9, 0.05 + random.nextDouble() * 0.4);
        double mean = 1_000 + random.nextExponential() * 4_000;
        Purchase[] found = new Purchase[64];
        int size = 0;
        double day = random.nextInt(DAYS - 1);
        while (day < DAYS && size < found.length) {
            found[size++] = new Purchase((int) day, (int) (mean * (0.5 + random.nextDouble())));
            if (random.nextDouble() < leaves) {
                break;
            }
            day += 7 * random.nextExponential() / perWeek;
        }
        return java.util.Arrays.copyOf(found, size);
    }

    private static String stream(int person) {
        // as long as the product's own
        return "buyer-%016d".formatted(person);
    }

    void write(Place place) throws SQLException {
        try (Connection connection = place.connectReadModels();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            int waiting = 0;
            long key = 0;
            for (int person = 0; person < people; person++) {
                for (Purchase purchase : of(person)) {
                    insert.setString(1, stream(person));
                    insert.setBytes(2, ByteBuffer.allocate(16).putLong(8, ++key).array());
                    insert.setLong(3, START.plus(purchase.day, ChronoUnit.DAYS).getEpochSecond() * 1_000_000);
                    insert.setBigDecimal(4, BigDecimal.valueOf(purchase.cents, 2));
                    insert.setBigDecimal(5, BigDecimal.valueOf(purchase.cents, 2));
                    insert.addBatch();
                    if (++waiting == BATCH) {
                        insert.executeBatch();
                        connection.commit();
                        waiting = 0;
                    }
                }
            }
            insert.executeBatch();
            connection.commit();
            check(connection);
        }
    }

    private void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM money")) {
            rows.next();
            if (rows.getInt(1) != purchases) {
                throw new IllegalStateException("The read model shows " + rows.getInt(1) + " rows, not " + purchases);
            }
        }
    }

    /** Looks at the most valuable people, and whether they are scored by what their rows add up to. */
    int check(Api api, Instant at, int most) throws InterruptedException {
        int checked = 0;
        JsonNode page = api.get("/api/rfm/users?at=" + at + "&limit=" + most);
        for (JsonNode person : page.path("items")) {
            int number = Integer.parseInt(person.path("userId").asString().substring("buyer-".length()));
            Purchase[] all = of(number);
            long cents = 0;
            for (Purchase purchase : all) {
                cents += purchase.cents;
            }
            boolean same = person.path("orders").asInt() == all.length
                    && person.path("recencyDays").asInt() == DAYS - 1 - all[all.length - 1].day
                    && new BigDecimal(person.path("value").path("amount").asString())
                                    .compareTo(BigDecimal.valueOf(cents, 2))
                            == 0;
            if (!same) {
                throw new IllegalStateException("Buyer " + number + " is scored by other figures: " + person);
            }
            checked++;
        }
        return checked;
    }
}
