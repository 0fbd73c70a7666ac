package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.command.identity.IdentityIndex;
import io.flywheel.command.identity.Mergers;
import io.flywheel.command.identity.NobodyKnown;
import io.flywheel.command.identity.PersonFinder;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Merges and splits people because somebody asks for it by hand. */
@Component
public class PersonMerger {
    private final Transactions transactions;
    private final PersonFinder people;
    private final IdentityIndex identities;
    private final Mergers mergers;
    private final Lifecycles lifecycles;
    private final Merging merging;
    private final ApplicationEventPublisher publisher;

    protected PersonMerger(
            Transactions transactions,
            PersonFinder people,
            IdentityIndex identities,
            Mergers mergers,
            Lifecycles lifecycles,
            Merging merging,
            ApplicationEventPublisher publisher) {
        this.transactions = transactions;
        this.people = people;
        this.identities = identities;
        this.mergers = mergers;
        this.lifecycles = lifecycles;
        this.merging = merging;
        this.publisher = publisher;
    }

    /**
     * @param changed whether anything had to be done
     * @param position of the log at which it is known, 0 if nothing had to be done
     */
    public record Outcome(boolean changed, long position) {}

    /** Tells that ids went over to other people, after it is stored. */
    public record IdsMoved() {}

    /**
     * Makes one person of two; whoever is named first goes on. Nothing is done if they are one already.
     *
     * @param id as in {@link io.flywheel.api.identity.ExternalId#parse}
     * @throws NobodyKnown if an id is nobody's
     */
    public Outcome merge(String id, String with, String by) {
        return inOne("merge", work -> {
            LifecycleId into = people.require(id);
            LifecycleId from = people.require(with);
            if (into.equals(from)) {
                return false;
            }
            lock(work, into, from);
            requireStill(into, id);
            requireStill(from, with);
            identities.move(merging.merge(from, into, by));
            return true;
        });
    }

    /**
     * Undoes the merge by which this id came to its person, or the latest one if it came by none.
     *
     * @throws NobodyKnown if the id is nobody's
     * @throws NothingToSplit if nobody was merged into her
     */
    public Outcome unmerge(String id, String by) {
        return inOne("split", work -> {
            IdentityIndex.Entry entry = people.entry(id);
            LifecycleId from = new LifecycleId(entry.stream());
            LifecycleId off = cameBy(entry, from);
            lock(work, from, off);
            requireStill(from, id);
            if (!mergers.areMergedInto(from).contains(off)) {
                throw new MergedMeanwhile("lifecycle " + off + " does not go on as " + from + " any more");
            }
            identities.move(merging.split(from, off, Set.of(), mergers.mergedInto(off), by));
            return true;
        });
    }

    /** The lifecycle that was merged into this one and brought the id with it, or the one that was merged last. */
    private LifecycleId cameBy(IdentityIndex.Entry id, LifecycleId person) {
        List<LifecycleId> merged = mergers.areMergedInto(person);
        if (merged.isEmpty()) {
            throw new NothingToSplit("Nobody was merged into this person. Name the ids that are somebody else's.");
        }
        LifecycleId origin = merged.size() > 1 ? merging.originOf(id) : null;
        for (LifecycleId each : merged) {
            if (origin != null && mergers.mergedInto(each).contains(origin)) {
                return each;
            }
        }
        return merged.getFirst();
    }

    /**
     * Gives these ids of a person, and what arrived under nothing else, to somebody new.
     *
     * @throws NobodyKnown if an id is nobody's
     * @throws NothingToSplit if an id is not hers, or none would be left
     */
    public Outcome split(String id, Collection<String> ids, String by) {
        return inOne("split", work -> {
            LifecycleId from = people.require(id);
            LifecycleId off = LifecycleId.random();
            lock(work, from);
            requireStill(from, id);
            Set<String> indexes = new HashSet<>();
            for (String each : ids) {
                IdentityIndex.Entry entry = people.entry(each);
                if (!entry.stream().equals(from.value())) {
                    throw new NothingToSplit("The id “" + each + "” is somebody else's.");
                }
                indexes.add(entry.index());
            }
            if (identities.count(from.value()) <= indexes.size()) {
                throw new NothingToSplit("These are all the ids that she has; at least one must stay hers.");
            }
            identities.move(merging.split(from, off, indexes, Set.of(), by));
            return true;
        });
    }

    private interface Task {
        /** @return whether anything had to be done */
        boolean run(UnitOfWork<?> work);
    }

    private Outcome inOne(String what, Task task) {
        Transactions.Committed<Boolean> done = transactions.inOne(what, (work, again) -> task.run(work));
        if (done.result()) {
            publisher.publishEvent(new IdsMoved());
        }
        return new Outcome(done.result(), done.position());
    }

    private void lock(UnitOfWork<?> work, LifecycleId... people) {
        lifecycles.prepare(
                work, Stream.of(people).map(LifecycleId::value).distinct().toList(), List.of());
    }

    /** Before the lock was held, she may have become somebody else. */
    private void requireStill(LifecycleId person, String id) {
        if (!people.require(id).equals(person)) {
            throw new MergedMeanwhile("an id went over to somebody else meanwhile");
        }
    }
}
