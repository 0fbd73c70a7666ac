package io.flywheel.command.spend;

import io.flywheel.api.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides whether rows can be recorded: all of them, or none. */
final class SpendPolicy {
    private static final int LONGEST_NUMBER = 40;
    /** As long as a touchpoint's may be: spend belongs to the channel that touchpoints name. */
    private static final int LONGEST_CHANNEL = 64;

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);

    private final List<SpendRefused.BadRow> problems = new ArrayList<>();
    private final Map<Spent.Key, First> first = new HashMap<>();

    private record First(long line, BigDecimal amount) {}

    private SpendPolicy() {}

    /** @throws SpendRefused with every bad row */
    static List<Spent> check(List<SentRow> rows) {
        SpendPolicy policy = new SpendPolicy();
        List<Spent> good = new ArrayList<>();
        for (SentRow row : rows) {
            Spent spent = policy.read(row);
            if (spent != null) {
                good.add(spent);
            }
        }
        if (!policy.problems.isEmpty()) {
            throw SpendRefused.rows(policy.problems);
        }
        return good;
    }

    private @Nullable Spent read(SentRow row) {
        List<String> reasons = new ArrayList<>();
        if (row.flaw() != null) {
            reasons.add(row.flaw());
            return refused(row, reasons);
        }
        LocalDate day = day(row.date(), reasons);
        String channel = channel(row.channel(), reasons);
        BigDecimal amount = amount(row.amount(), reasons);
        String currency =
                row.currency() == null ? null : Money.currencyOf(row.currency().strip());
        if (currency == null) {
            reasons.add("\"currency\" must be a code such as CNY or USD");
        }
        if (day == null || channel == null || amount == null || currency == null) {
            return refused(row, reasons);
        }
        Spent spent = new Spent(channel, day, new Money(amount, currency));
        First before = first.putIfAbsent(spent.key(), new First(row.line(), amount));
        if (before != null && before.amount().compareTo(amount) != 0) {
            reasons.add("line " + before.line() + " has another amount ("
                    + before.amount().toPlainString() + ") for the same date, channel and currency");
            return refused(row, reasons);
        }
        return spent;
    }

    private @Nullable Spent refused(SentRow row, List<String> reasons) {
        problems.add(new SpendRefused.BadRow(row.line(), String.join("; ", reasons) + "."));
        return null;
    }

    private static @Nullable LocalDate day(@Nullable String text, List<String> reasons) {
        try {
            String date = text == null ? "" : text.strip();
            if (DATE.matcher(date).matches() && !LocalDate.parse(date).isBefore(EARLIEST)) {
                return LocalDate.parse(date);
            }
        } catch (DateTimeException noSuchDay) {
            // told below
        }
        reasons.add("\"date\" must be a day such as 2026-01-31, not before " + EARLIEST);
        return null;
    }

    private static @Nullable String channel(@Nullable String text, List<String> reasons) {
        // As the channels of touchpoints are kept, or nobody would be found in it.
        String channel = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        if (channel.isEmpty() || channel.length() > LONGEST_CHANNEL || !isClean(channel)) {
            reasons.add("\"channel\" must be a text of at most " + LONGEST_CHANNEL
                    + " characters in UTF-8, without control characters");
            return null;
        }
        return channel;
    }

    private static boolean isClean(String text) {
        return text.codePoints()
                .noneMatch(each -> Character.isISOControl(each)
                        || each == '\uFFFD'
                        || Character.getType(each) == Character.SURROGATE);
    }

    private static @Nullable BigDecimal amount(@Nullable String text, List<String> reasons) {
        BigDecimal amount = number(text == null ? "" : text.strip());
        if (amount == null) {
            reasons.add("\"amount\" must be a decimal number such as 120.50, not negative, with at most "
                    + Money.INTEGER_DIGITS + " digits before and " + Money.FRACTION_DIGITS + " after the point");
        }
        return amount;
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            BigDecimal number = text.length() > LONGEST_NUMBER ? null : new BigDecimal(text);
            if (number == null || number.signum() < 0) {
                return null;
            }
            if (number.signum() == 0) {
                return BigDecimal.ZERO;
            }
            // Counted before anything is written out: 1E999999999 is short until then.
            long integerDigits = (long) number.precision() - number.scale();
            if (integerDigits > Money.INTEGER_DIGITS
                    || number.stripTrailingZeros().scale() > Money.FRACTION_DIGITS) {
                return null;
            }
            return number.scale() < 0 || number.scale() > Money.FRACTION_DIGITS
                    ? number.setScale(Math.clamp(number.scale(), 0, Money.FRACTION_DIGITS))
                    : number;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
