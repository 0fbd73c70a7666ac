package io.flywheel.query.ltv;

import io.flywheel.query.money.MoneyBook;
import io.flywheel.query.platform.ReadStore;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Adds up what was spent on advertising, in one currency. */
@Component
class AdSpend {
    private static final String PER_CHANNEL = """
            SELECT channel, SUM(amount) FROM spend
            WHERE currency = ? AND withdrawn_at = ? AND spent_on BETWEEN ? AND ? GROUP BY channel""";
    private static final LocalDate EVER = LocalDate.of(1970, 1, 1);

    private final JdbcTemplate jdbc;

    AdSpend(@ReadStore JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * In millionths, of the channels of which any spend in that time is known.
     *
     * @param from none for everything
     * @param to the last day that counts
     */
    Map<String, BigInteger> perChannel(@Nullable String currency, @Nullable LocalDate from, LocalDate to) {
        Map<String, BigInteger> spend = new TreeMap<>();
        if (currency != null) {
            jdbc.query(
                    PER_CHANNEL,
                    row -> {
                        spend.put(
                                row.getString(1),
                                row.getBigDecimal(2).setScale(MoneyBook.SCALE).unscaledValue());
                    },
                    currency,
                    SpendProjection.FOREVER,
                    from == null ? EVER : from,
                    to);
        }
        return spend;
    }
}
