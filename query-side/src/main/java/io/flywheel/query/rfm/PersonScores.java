package io.flywheel.query.rfm;

import io.flywheel.api.rfm.RfmStanding;
import io.flywheel.query.platform.Parameters;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Answers where one person stands among all buyers. */
@Component
public class PersonScores {
    private final RfmScores scores;
    private final Parameters parameters;

    PersonScores(RfmScores scores, Parameters parameters) {
        this.scores = scores;
        this.parameters = parameters;
    }

    /**
     * In the currency in which most is bought, as it is known now.
     *
     * @param streams all that are hers
     * @return none for somebody who has bought nothing in it
     */
    public Optional<RfmStanding> of(Collection<String> streams, Instant at) {
        Scored scored = scores.of(new RfmQuestion(at, null, Scoring.named(null), null, parameters.zone()));
        return streams.stream()
                .map(stream -> Arrays.binarySearch(
                        scored.buyers().person(), scored.book().person(stream)))
                .filter(buyer -> buyer >= 0)
                .findFirst()
                .map(buyer -> standing(scored, buyer));
    }

    private static RfmStanding standing(Scored scored, int buyer) {
        Scores each = scored.scores();
        return new RfmStanding(
                each.r()[buyer],
                each.f()[buyer],
                each.m()[buyer],
                Segments.NAMES.get(each.segment(buyer)),
                scored.buyers().recency()[buyer],
                scored.buyers().orders()[buyer],
                scored.currency().money(scored.buyers().money()[buyer]),
                scored.book().position());
    }
}
