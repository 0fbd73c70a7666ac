package io.flywheel.query.timeline;

import io.flywheel.api.Money;
import io.flywheel.query.identity.PersonFinder;
import io.flywheel.query.platform.Models;
import io.flywheel.query.timeline.Selection.Order;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Prepares everything that the log knows of one person, for a document that she can take away. */
@Component
public class Biographies {
    private static final Set<EventKind> TOUCHPOINTS = EnumSet.of(EventKind.TOUCHPOINT);

    private final PersonFinder finder;
    private final Summaries summaries;
    private final Stories stories;
    private final Models models;

    Biographies(PersonFinder finder, Summaries summaries, Stories stories, Models models) {
        this.finder = finder;
        this.summaries = summaries;
        this.stories = stories;
        this.models = models;
    }

    /** The read models that a biography is told from. */
    public static String[] readModels() {
        return Stories.READ.clone();
    }

    /**
     * @param id as in {@link io.flywheel.api.identity.ExternalId#parse}
     * @param known the log position that all of it is told as of
     * @param at figures are those of this instant; events are told, whenever they happened
     * @throws org.springframework.web.ErrorResponseException 404 for nobody
     */
    public Biography of(String id, long known, Instant at, Locale locale) {
        String stream = finder.stream(id, known);
        Life life = summaries.life(stream, known, at);
        Titles titles = Titles.in(new Names(models.published(), locale));
        return new Biography(
                summaries.told(stream, known, life, locale),
                life.paths().entrySet().stream()
                        .map(each -> new Biography.Path(
                                each.getKey(),
                                each.getValue().version(),
                                each.getValue().inOrder()))
                        .toList(),
                life.totals().value().stream()
                        .map(net -> worth(net, life.totals()))
                        .toList(),
                reader -> story(stream, known, TOUCHPOINTS).tell(told -> reader.accept(moment(told, titles))),
                reader -> story(stream, known, EnumSet.complementOf(EnumSet.copyOf(TOUCHPOINTS)))
                        .tell(told -> reader.accept(moment(told, titles))));
    }

    private Stories.Story story(String stream, long known, Set<EventKind> kinds) {
        return stories.of(new Selection(stream, known, kinds, Long.MIN_VALUE, Long.MAX_VALUE, Order.ASC));
    }

    private static Biography.Worth worth(Money net, Totals totals) {
        return new Biography.Worth(net.currency(), totals.orders(net.currency()), net);
    }

    private static Biography.Moment moment(Told told, Titles titles) {
        return new Biography.Moment(told.item(titles, event -> Map.of()), told.event(), told.stands());
    }
}
