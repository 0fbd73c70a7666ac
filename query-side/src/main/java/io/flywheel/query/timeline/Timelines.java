package io.flywheel.query.timeline;

import io.flywheel.api.Micros;
import io.flywheel.api.timeline.TimelineItem;
import io.flywheel.api.timeline.TimelinePage;
import io.flywheel.query.identity.PersonFinder;
import io.flywheel.query.platform.Knowledge;
import io.flywheel.query.platform.Models;
import io.flywheel.query.platform.Parameters;
import io.flywheel.query.platform.Problems;
import io.flywheel.query.timeline.Selection.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what happened to one person, a page at a time or as a whole. */
@Component
public class Timelines {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 1_000;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final PersonFinder people;
    private final Stories stories;
    private final Knowledge knowledge;
    private final Parameters parameters;
    private final Models models;
    private final Rests rests;

    Timelines(
            PersonFinder people,
            Stories stories,
            Knowledge knowledge,
            Parameters parameters,
            Models models,
            Rests rests) {
        this.people = people;
        this.stories = stories;
        this.knowledge = knowledge;
        this.parameters = parameters;
        this.models = models;
        this.rests = rests;
    }

    /**
     * One page of a story; every page that follows by its cursor tells what was known at the first one.
     *
     * @param id as in {@link io.flywheel.api.identity.ExternalId#parse}
     * @throws org.springframework.web.ErrorResponseException 404 for nobody, 400 for a question that cannot be understood
     */
    public TimelinePage page(String id, TimelineQuestion question, Locale locale) {
        Cursor cursor = cursor(question);
        long known = cursor != null ? cursor.known() : known(question);
        Selection selection = selection(id, question, known);
        int limit = limit(question.limit());
        Stories.Story rest = stories.of(selection);
        if (cursor != null) {
            rest = rest.after(cursor);
        }
        Stories.Story page = rest.first(limit);
        Titles titles = titles(locale);
        List<TimelineItem> items = new ArrayList<>();
        var beside = rests.asked(question.sealed());
        page.tell(told -> items.add(told.item(titles, beside)));
        return new TimelinePage(
                known,
                items,
                rest.isLongerThan(limit)
                        ? Cursor.at(page.last(), selection.order(), known).encoded()
                        : null);
    }

    /**
     * Where the page of a story, oldest first, starts that has this event at its top.
     *
     * @param known the log position that the story is told at
     */
    public static String cursorOf(Instant occurredAt, long position, long known) {
        return new Cursor(Order.ASC, known, Micros.of(occurredAt), position - 1).encoded();
    }

    /** A whole story, ready to be handed over item by item: what cannot be answered fails before the first. */
    Consumer<Consumer<TimelineItem>> whole(String id, TimelineQuestion question, Locale locale) {
        long known = known(question);
        Selection selection = selection(id, question, known);
        Titles titles = titles(locale);
        Stories.Story story = stories.of(selection);
        var beside = rests.asked(question.sealed());
        return reader -> story.tell(told -> reader.accept(told.item(titles, beside)));
    }

    private long known(TimelineQuestion question) {
        return knowledge.position(question.knownAt(), question.after(), Stories.READ);
    }

    private Titles titles(Locale locale) {
        return Titles.in(new Names(models.published(), locale));
    }

    private Selection selection(String id, TimelineQuestion question, long known) {
        return new Selection(
                people.stream(id, known),
                known,
                kinds(question.type()),
                Micros.of(parameters.instant("from", question.from(), FIRST)),
                Micros.of(parameters.instant("to", question.to(), LAST)),
                order(question.order()));
    }

    private static Order order(@Nullable String text) {
        return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
            case "", "asc" -> Order.ASC;
            case "desc" -> Order.DESC;
            default -> throw Problems.bad("order", "order=" + text + " is neither asc (oldest first) nor desc.");
        };
    }

    private static int limit(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return PAGE;
        }
        try {
            int limit = Integer.parseInt(text.strip());
            if (limit >= 1 && limit <= LARGEST_PAGE) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw Problems.bad("limit", "limit=" + text + " is not a whole number from 1 to " + LARGEST_PAGE + ".");
    }

    private static Set<EventKind> kinds(@Nullable List<String> types) {
        if (types == null || types.isEmpty()) {
            return EnumSet.allOf(EventKind.class);
        }
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        for (String type : types) {
            kinds.add(Arrays.stream(EventKind.values())
                    .filter(kind -> kind.type.equals(type))
                    .findFirst()
                    .orElseThrow(() -> Problems.bad(
                            "type",
                            "type=" + type + " is no event. There are: " + String.join(", ", EventKind.types())
                                    + ".")));
        }
        return kinds;
    }

    private static @Nullable Cursor cursor(TimelineQuestion question) {
        if (question.cursor() == null || question.cursor().isBlank()) {
            return null;
        }
        try {
            Cursor cursor = Cursor.parse(question.cursor());
            if (cursor.order() == order(question.order())) {
                return cursor;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw Problems.bad(
                "cursor",
                "cursor= takes the next of the reply before, together with the same other parameters. Ask without it to"
                        + " start from the beginning.");
    }
}
