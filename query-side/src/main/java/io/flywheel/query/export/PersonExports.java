package io.flywheel.query.export;

import io.flywheel.api.Micros;
import io.flywheel.api.rfm.RfmStanding;
import io.flywheel.query.consent.ConsentProjection;
import io.flywheel.query.consent.ConsentQueries;
import io.flywheel.query.identity.PersonFinder;
import io.flywheel.query.money.MoneyProjection;
import io.flywheel.query.platform.Knowledge;
import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.TooLarge;
import io.flywheel.query.rfm.PersonScores;
import io.flywheel.query.timeline.Biographies;
import io.flywheel.query.timeline.Biography;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what each read model knows of one person, all as of one position. */
@Component
class PersonExports {
    private final Biographies biographies;
    private final ConsentQueries consents;
    private final PersonScores scores;
    private final OpenedRest opened;
    private final PersonFinder finder;
    private final Knowledge knowledge;
    private final Positions positions;
    private final Clock clock;

    PersonExports(
            Biographies biographies,
            ConsentQueries consents,
            PersonScores scores,
            OpenedRest opened,
            PersonFinder finder,
            Knowledge knowledge,
            Positions positions,
            Clock clock) {
        this.biographies = biographies;
        this.consents = consents;
        this.scores = scores;
        this.opened = opened;
        this.finder = finder;
        this.knowledge = knowledge;
        this.positions = positions;
        this.clock = clock;
    }

    /**
     * What cannot be answered fails here, before anything is written.
     *
     * @param after a position to wait for
     * @throws org.springframework.web.ErrorResponseException 404 for nobody
     */
    PersonDocument of(String id, @Nullable String after, Locale locale) {
        Instant at = Micros.truncate(clock.instant());
        positions.await(after, MoneyProjection.NAME);
        String[] read = Stream.concat(Arrays.stream(Biographies.readModels()), Stream.of(ConsentProjection.NAME))
                .toArray(String[]::new);
        long known = knowledge.position(null, after, read);
        List<String> streams = finder.streams(id, known);
        Biography biography = biographies.of(id, known, at, locale);
        return new PersonDocument(biography, standing(streams, at), consents.histories(streams, at, known), opened);
    }

    /** What somebody else's money does to scores must not keep her from her data. */
    private @Nullable RfmStanding standing(List<String> streams, Instant at) {
        try {
            return scores.of(streams, at).orElse(null);
        } catch (TooLarge someonesMoney) {
            return null;
        }
    }
}
