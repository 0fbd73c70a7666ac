package io.flywheel.query.winback;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.Micros;
import io.flywheel.api.model.Stage;
import io.flywheel.api.winback.Campaign;
import io.flywheel.api.winback.CampaignFile;
import io.flywheel.query.PersonWorld;
import io.flywheel.query.identity.People;
import io.flywheel.query.platform.ActiveModel;
import io.flywheel.query.platform.Ledger;
import io.flywheel.query.platform.Scan;
import io.flywheel.query.platform.TestLedger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Going through everybody's past takes as long for each of many people as for each of few. */
class ManyPastsIT {
    private static final int FEW = 30_000;
    private static final int MANY = 4 * FEW;
    /** Of whom one was lost in the time asked about. */
    private static final int ONE_IN = 50;

    private static final Campaign CAMPAIGN = CampaignFile.read(CampaignStory.ID, 1, CampaignStory.TEXT);
    private static final ActiveModel MODEL = new ActiveModel(
            "aarrr",
            1,
            Map.of(),
            List.of(new Stage("revenue", Map.of(), false), new Stage("churn", Map.of(), true)),
            Duration.ofDays(60));
    private static final PastReader.Asked ASKED =
            new PastReader.Asked(CAMPAIGN, MODEL, CampaignStory.day(90), CampaignStory.day(151));

    @Test
    void four_times_as_many_people_take_about_four_times_as_long() {
        TestLedger few = people(FEW);
        TestLedger many = people(MANY);
        long fastestFew = Long.MAX_VALUE;
        long fastestMany = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            fastestFew = Math.min(fastestFew, nanos(few, FEW));
            fastestMany = Math.min(fastestMany, nanos(many, MANY));
        }
        // Were everybody who is left sorted for each page, it would be sixteen times.
        assertThat((double) fastestMany / fastestFew).isLessThan(9);
    }

    private static long nanos(TestLedger ledger, int people) {
        PastReader reader = new PastReader(
                ledger.jdbc,
                new People(ledger.jdbc, new Scan(ledger.jdbc, ledger.schema), PersonWorld.INDEX, PersonWorld.SEALS),
                new Ledger(ledger.jdbc));
        AtomicInteger found = new AtomicInteger();
        long begun = System.nanoTime();
        reader.each(ASKED, past -> found.incrementAndGet());
        long took = System.nanoTime() - begun;
        assertThat(found).hasValue(people / ONE_IN);
        return took;
    }

    private static TestLedger people(int count) {
        TestLedger ledger = new TestLedger();
        for (String name : List.of("stage", "identity", "consent", "winback")) {
            ledger.jdbc.update("INSERT INTO read_model (name, live) VALUES (?, 1)", name);
        }
        long active = Micros.of(CampaignStory.day(10));
        ledger.jdbc.batchUpdate(
                "INSERT INTO stage_person_rows (generation, stream, first_at, last_activity) VALUES (1, ?, ?, ?)",
                streams(count, 1, active, active));
        ledger.jdbc.batchUpdate("""
                INSERT INTO identity_rows (generation, stream, number, kind, blind_index, sealed_id, known_at, withdrawn_at)
                VALUES (1, ?, 0, 'userId', 'b', ?, 1, 9223372036854775807)""", streams(count, 1, new byte[1]));
        ledger.jdbc.batchUpdate(
                """
                INSERT INTO stage_transition_rows (generation, stream, model, known_at, nth, version, kind, from_stage,
                    to_stage, rule, occurred_at, from_at, until_at, withdrawn_at)
                VALUES (1, ?, 'aarrr', 1, 0, 1, 'CHURNED', 'revenue', 'churn', 'silence', ?, ?,
                    9223372036854775807, 9223372036854775807)""", streams(count, ONE_IN, Micros.of(CampaignStory.day(100)), Micros.of(CampaignStory.day(100))));
        return ledger;
    }

    private static List<Object[]> streams(int count, int step, Object... values) {
        return IntStream.range(0, count / step)
                .mapToObj(i -> {
                    Object[] row = new Object[1 + values.length];
                    row[0] = "person-%08d".formatted(i * step);
                    System.arraycopy(values, 0, row, 1, values.length);
                    return row;
                })
                .toList();
    }
}
