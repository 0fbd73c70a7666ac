package io.flywheel.query.identity;

import io.flywheel.api.identity.ExternalId;
import io.flywheel.query.platform.Problems;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Finds whom the id in a path means; services often do not know whether theirs is a userId or an anonymousId. */
@Component
public class PersonFinder {
    /** How a person is named who was forgotten, or who asks about a receipt: by the name of her lifecycle. */
    private static final String LIFECYCLE = "lifecycle:";

    private final People people;

    PersonFinder(People people) {
        this.people = people;
    }

    /**
     * @param text as in {@link ExternalId#parse}
     * @param known the log position at which the person must have been known by this id
     * @throws ErrorResponseException 404 that says which kinds of id were tried
     */
    public String stream(String text, long known) {
        if (text.startsWith(LIFECYCLE) && people.isOne(text.substring(LIFECYCLE.length()))) {
            return text.substring(LIFECYCLE.length());
        }
        List<ExternalId> candidates = ExternalId.candidates(text);
        for (ExternalId candidate : candidates) {
            Optional<String> stream = people.find(candidate, known);
            if (stream.isPresent()) {
                return stream.get();
            }
        }
        throw nobody(text, candidates, known);
    }

    /**
     * All the streams that are hers: what is told of a person is told from these.
     *
     * @param text as in {@link ExternalId#parse}
     * @param known the log position at which the person must have been known by this id
     * @throws ErrorResponseException 404 that says which kinds of id were tried
     */
    public List<String> streams(String text, long known) {
        return List.copyOf(people.streamsOf(stream(text, known), known));
    }

    private ErrorResponseException nobody(String text, List<ExternalId> candidates, long known) {
        List<String> kinds = candidates.stream().map(ExternalId::kind).toList();
        boolean knownLater = candidates.stream().anyMatch(id -> people.find(id).isPresent());
        ErrorResponseException problem = Problems.unknown("Nobody "
                + (knownLater ? "was known at position " + known : "is known")
                + " by the " + String.join(" or ", kinds) + " “" + text + "”. "
                + (knownLater
                        ? "Somebody is now: ask without knownAt, or with a later one."
                        : "Write another kind of id as kind:value, e.g. email:ada@example.org. What was just sent is"
                                + " seen once the position that its reply gave is reached: pass it as after=."));
        problem.getBody().setProperty("tried", kinds);
        return problem;
    }
}
