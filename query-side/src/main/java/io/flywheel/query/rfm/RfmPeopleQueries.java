package io.flywheel.query.rfm;

import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.rfm.RfmPeople;
import io.flywheel.query.identity.People;
import io.flywheel.query.platform.InList;
import io.flywheel.query.platform.RankCursor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers who is in a segment or in a cell of the grid. */
@Component
class RfmPeopleQueries {
    private final RfmScores scores;
    private final People people;

    RfmPeopleQueries(RfmScores scores, People people) {
        this.scores = scores;
        this.people = people;
    }

    RfmPeople page(RfmQuestion question, RfmSelection selection, @Nullable RankCursor after, int limit) {
        Scored scored = scores.of(question);
        int[] chosen = chosen(scored, selection);
        int start = after == null
                ? 0
                : after.firstBehind(
                        chosen.length, place -> money(scored, chosen[place]), place -> scored.stream(chosen[place]));
        int[] page = Arrays.copyOfRange(chosen, start, Math.min(chosen.length, start + limit));
        String next = start + limit < chosen.length ? cursor(scored, page[page.length - 1]) : null;
        return new RfmPeople(told(scored, page), next, scored.book().position());
    }

    private static String cursor(Scored scored, int last) {
        return new RankCursor(money(scored, last), scored.stream(last)).encoded();
    }

    private static long money(Scored scored, int buyer) {
        return scored.buyers().money()[buyer];
    }

    /** Hands over everybody, some hundreds at a time. */
    void each(RfmQuestion question, RfmSelection selection, Consumer<RfmPeople.Person> reader) {
        Scored scored = scores.of(question);
        List<Integer> chosen = Arrays.stream(chosen(scored, selection)).boxed().toList();
        for (List<Integer> some : InList.slices(chosen)) {
            told(scored, some.stream().mapToInt(Integer::intValue).toArray()).forEach(reader);
        }
    }

    /** Buyers, the most valuable first; among equals by the name of their lifecycle, so that pages never overlap. */
    private static int[] chosen(Scored scored, RfmSelection selection) {
        return IntStream.range(0, scored.buyers().size())
                .filter(buyer -> selection.includes(scored.scores(), buyer))
                .boxed()
                .sorted(Comparator.comparingLong(
                                (Integer buyer) -> -scored.buyers().money()[buyer])
                        .thenComparing(scored::stream))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private List<RfmPeople.Person> told(Scored scored, int[] chosen) {
        Map<String, ExternalId> ids =
                people.shown(Arrays.stream(chosen).mapToObj(scored::stream).toList());
        return Arrays.stream(chosen)
                .mapToObj(buyer -> {
                    String stream = scored.stream(buyer);
                    ExternalId id = ids.get(stream);
                    Scores each = scored.scores();
                    return new RfmPeople.Person(
                            id == null ? stream : id.text(),
                            each.r()[buyer],
                            each.f()[buyer],
                            each.m()[buyer],
                            Segments.NAMES.get(each.segment(buyer)),
                            scored.buyers().recency()[buyer],
                            scored.buyers().orders()[buyer],
                            scored.currency().money(scored.buyers().money()[buyer]));
                })
                .toList();
    }
}
