package io.flywheel.query.rfm;

import io.flywheel.query.money.MoneyProjection;
import io.flywheel.query.platform.Grouping;
import io.flywheel.query.platform.Parameters;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets other answers tell people apart by their segment, scored in the default way. */
@Component
class SegmentGrouping implements Grouping {
    private final RfmScores scores;
    private final Parameters parameters;

    SegmentGrouping(RfmScores scores, Parameters parameters) {
        this.scores = scores;
        this.parameters = parameters;
    }

    @Override
    public String name() {
        return "segment";
    }

    @Override
    public List<String> readModels() {
        return List.of(MoneyProjection.NAME);
    }

    @Override
    public void each(Question question, Reader reader) {
        Scored scored =
                scores.of(new RfmQuestion(question.at(), null, Scoring.TIE, question.currency(), parameters.zone()));
        for (int buyer = 0; buyer < scored.buyers().size(); buyer++) {
            reader.person(
                    scored.stream(buyer), Segments.NAMES.get(scored.scores().segment(buyer)));
        }
    }
}
