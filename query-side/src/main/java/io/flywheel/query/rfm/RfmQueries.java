package io.flywheel.query.rfm;

import io.flywheel.api.rfm.RfmGrid;
import io.flywheel.api.rfm.RfmMovement;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.springframework.stereotype.Component;

/** Answers who buys how recently, how often and for how much, in figures. */
@Component
class RfmQueries {
    private static final int CELLS = 125;
    private static final String NONE = "none";

    private final RfmScores scores;

    RfmQueries(RfmScores scores) {
        this.scores = scores;
    }

    RfmGrid grid(RfmQuestion question) {
        Scored scored = scores.of(question);
        Buyers buyers = scored.buyers();
        Sums cells = new Sums(CELLS);
        Sums segments = new Sums(Segments.NAMES.size());
        for (int i = 0; i < buyers.size(); i++) {
            cells.add(scored.scores().cell(i), buyers.orders()[i], buyers.money()[i]);
            segments.add(scored.scores().segment(i), buyers.orders()[i], buyers.money()[i]);
        }
        return new RfmGrid(
                question.at(),
                question.asOf(),
                question.window() == null ? null : question.window().toString(),
                question.scoring().label(),
                scored.currency().code(),
                scored.currency().others(scored.book()),
                buyers.size(),
                segments(scored, segments),
                thresholds(scored),
                cells(scored, cells),
                scored.book().position());
    }

    private static List<RfmGrid.Segment> segments(Scored scored, Sums sums) {
        List<RfmGrid.Segment> segments = new ArrayList<>();
        for (int i = 0; i < Segments.NAMES.size(); i++) {
            segments.add(new RfmGrid.Segment(
                    Segments.NAMES.get(i),
                    sums.people(i),
                    sums.orders(i),
                    scored.currency().money(sums.money(i))));
        }
        return segments;
    }

    private static List<RfmGrid.Cell> cells(Scored scored, Sums sums) {
        List<RfmGrid.Cell> cells = new ArrayList<>();
        for (int r = 5; r >= 1; r--) {
            for (int f = 5; f >= 1; f--) {
                for (int m = 5; m >= 1; m--) {
                    int cell = Segments.cell(r, f, m);
                    if (sums.people(cell) > 0) {
                        String segment = Segments.NAMES.get(Segments.of(r, f, m));
                        cells.add(new RfmGrid.Cell(
                                r,
                                f,
                                m,
                                segment,
                                sums.people(cell),
                                scored.currency().money(sums.money(cell))));
                    }
                }
            }
        }
        return cells;
    }

    private static Map<String, List<RfmGrid.Range>> thresholds(Scored scored) {
        Buyers buyers = scored.buyers();
        Map<String, List<RfmGrid.Range>> thresholds = new LinkedHashMap<>();
        thresholds.put("recencyDays", ranges(scored.scores().r(), i -> buyers.recency()[i], days -> (int) days));
        thresholds.put("orders", ranges(scored.scores().f(), i -> buyers.orders()[i], orders -> (int) orders));
        thresholds.put(
                "value",
                ranges(
                        scored.scores().m(),
                        i -> buyers.money()[i],
                        money -> scored.currency().money(money).amount().toPlainString()));
        return thresholds;
    }

    private interface Told {
        Object of(long value);
    }

    private static List<RfmGrid.Range> ranges(byte[] scores, IntToLongFunction value, Told told) {
        long[] lowest = new long[6];
        long[] highest = new long[6];
        Arrays.fill(lowest, Long.MAX_VALUE);
        Arrays.fill(highest, Long.MIN_VALUE);
        for (int i = 0; i < scores.length; i++) {
            long each = value.applyAsLong(i);
            lowest[scores[i]] = Math.min(lowest[scores[i]], each);
            highest[scores[i]] = Math.max(highest[scores[i]], each);
        }
        List<RfmGrid.Range> ranges = new ArrayList<>();
        for (int score = 5; score >= 1; score--) {
            if (lowest[score] <= highest[score]) {
                ranges.add(new RfmGrid.Range(score, told.of(lowest[score]), told.of(highest[score])));
            }
        }
        return ranges;
    }

    RfmMovement movement(RfmQuestion question, Instant from, Instant to) {
        Scored after = scores.of(question.asked(to));
        Scored before = scores.of(
                new RfmQuestion(
                        from,
                        question.window(),
                        question.scoring(),
                        after.currency().code(),
                        question.zone()),
                after.book());
        int none = Segments.NAMES.size();
        int size = none + 1;
        Sums earlier = new Sums(size * size);
        Sums later = new Sums(size * size);
        Standing was = Standing.of(before, none);
        Standing is = Standing.of(after, none);
        for (int person = 0; person < after.book().people(); person++) {
            int move = was.segment()[person] * size + is.segment()[person];
            earlier.add(move, 0, was.money()[person]);
            later.add(move, 0, is.money()[person]);
        }
        IntFunction<String> name = segment -> segment == none ? NONE : Segments.NAMES.get(segment);
        List<RfmMovement.Move> moves = new ArrayList<>();
        for (int move = 0; move < size * size; move++) {
            boolean neverBought = move == size * size - 1;
            if (earlier.people(move) > 0 && !neverBought) {
                BigInteger valueBefore = earlier.money(move);
                moves.add(new RfmMovement.Move(
                        name.apply(move / size),
                        name.apply(move % size),
                        earlier.people(move),
                        after.currency().money(valueBefore),
                        after.currency().money(later.money(move))));
            }
        }
        return new RfmMovement(
                from,
                to,
                question.window() == null ? null : question.window().toString(),
                question.scoring().label(),
                after.currency().code(),
                moves,
                after.book().position());
    }
}
