package io.flywheel.api.winback;

import io.flywheel.api.Money;
import io.flywheel.api.definition.Section;
import io.flywheel.api.definition.Values;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads those values of a campaign that no other definition has. */
final class CampaignValues {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,2})?) ?%");
    private static final Pattern COUNT = Pattern.compile("\\d{1,3}");
    private static final Pattern MINUTE = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Pattern AMOUNT =
            Pattern.compile("\\d{1," + Money.INTEGER_DIGITS + "}(?:\\.\\d{1," + Money.FRACTION_DIGITS + "})?");
    private static final BigDecimal MOST_HELD_OUT = new BigDecimal("50");
    private static final int MOST_MESSAGES = 100;
    private static final Values.Bounds PER =
            new Values.Bounds(Duration.ofHours(1), Duration.ofDays(366), "from one hour to 366 days long");

    private final Section campaign;

    CampaignValues(Section campaign) {
        this.campaign = campaign;
    }

    /** How many messages within which time. */
    record Cap(int messages, Duration per) {
        static final Cap USUAL = new Cap(2, Duration.ofDays(7));
    }

    BigDecimal holdOut() {
        String text = campaign.has("holdOut") ? campaign.text("holdOut") : "10%";
        Matcher percent = PERCENT.matcher(text == null ? "0%" : text);
        if (!percent.matches() || new BigDecimal(percent.group(1)).compareTo(MOST_HELD_OUT) > 0) {
            campaign.problem("holdOut", "'" + text + "' is no share to hold out: write 0% to 50%, such as 10% or 2.5%");
            return BigDecimal.ZERO;
        }
        BigDecimal share = new BigDecimal(percent.group(1)).movePointLeft(2);
        return share.signum() == 0 ? BigDecimal.ZERO : share.stripTrailingZeros();
    }

    @Nullable
    QuietHours quietHours() {
        if (!campaign.has("quietHours")) {
            return null;
        }
        Section hours = campaign.section("quietHours", "'quietHours'", Set.of("from", "to"));
        LocalTime from = minute(hours, "from");
        LocalTime to = minute(hours, "to");
        if (from != null && from.equals(to)) {
            campaign.problem(
                    "quietHours",
                    "the quiet hours begin and end at the same minute: leave them out if nobody needs any");
        }
        return from == null || to == null ? null : new QuietHours(from, to);
    }

    private static @Nullable LocalTime minute(Section hours, String key) {
        String text = hours.text(key);
        if (text != null && !MINUTE.matcher(text).matches()) {
            hours.problem(key, "'" + text + "' is no time of day, such as \"21:00\"");
            return null;
        }
        return text == null ? null : LocalTime.parse(text);
    }

    Cap cap() {
        if (!campaign.has("cap")) {
            return Cap.USUAL;
        }
        Section cap = campaign.section("cap", "the cap", Set.of("messages", "per"));
        String text = cap.text("messages");
        int messages = text != null && COUNT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (text != null && (messages < 1 || messages > MOST_MESSAGES)) {
            cap.problem("messages", "'" + text + "' is no number of messages from 1 to " + MOST_MESSAGES);
        }
        return new Cap(messages, Values.duration(cap, "per", PER));
    }

    @Nullable
    Money cost() {
        if (!campaign.has("cost")) {
            return null;
        }
        Section cost = campaign.section("cost", "the cost", Set.of("amount", "currency"));
        String amount = cost.text("amount");
        String currency = cost.text("currency");
        if (amount != null && !AMOUNT.matcher(amount).matches()) {
            cost.problem(
                    "amount",
                    "'" + amount + "' is no amount of money, such as \"0.05\", with at most 6 decimal places");
            return null;
        }
        if (currency != null && !Money.isCurrency(currency)) {
            cost.problem("currency", "'" + currency + "' is no currency: it is an upper-case code such as CNY");
        }
        return amount == null || currency == null ? null : new Money(new BigDecimal(amount), currency);
    }
}
