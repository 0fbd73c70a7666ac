package io.flywheel.api.rfm;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How recently, how often and for how much people bought, each scored 1 to 5, 5 best.
 *
 * @param at purchases before this instant count, UTC
 * @param asOf the day just before {@code at} in the reporting zone, to which recency is counted
 * @param window how far back purchases count, an ISO-8601 period; none for all
 * @param scoring {@code tie}, {@code ntile} or {@code nest}
 * @param currency the only one whose money counts
 * @param otherCurrencies in which people bought as well, each a question of its own; the commonest first
 * @param people who bought, and so have scores
 * @param segments all eleven, those without people too
 * @param thresholds by {@code recencyDays}, {@code orders} and {@code value}: which values got which score. Scores
 *     compare people with each other, so they change when others do
 * @param grid the cells that hold anybody
 * @param position the position of the log that this answer reflects
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RfmGrid(
        Instant at,
        LocalDate asOf,
        @Nullable String window,
        String scoring,
        @Nullable String currency,
        List<String> otherCurrencies,
        int people,
        List<Segment> segments,
        Map<String, List<Range>> thresholds,
        List<Cell> grid,
        long position) {

    /**
     * @param orders their purchases
     * @param value their purchases less what was refunded or cancelled
     */
    public record Segment(String segment, int people, long orders, Money value) {}

    /**
     * The lowest and the highest value that got a score; a score that nobody got is left out.
     *
     * @param from days or orders, or money as a decimal string
     */
    public record Range(int score, Object from, Object to) {}

    public record Cell(int r, int f, int m, String segment, int people, Money value) {}
}
