package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.PersonalDataErased;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.command.identity.IdentityIndex;
import io.flywheel.command.identity.Mergers;
import io.flywheel.command.identity.PersonFinder;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/** Records that a person is to be forgotten, with all lifecycles that were merged into hers; destroys nothing itself. */
@Component
public class PersonEraser {
    private final Transactions transactions;
    private final PersonFinder people;
    private final IdentityIndex identities;
    private final Mergers mergers;
    private final Lifecycles lifecycles;
    private final LifecycleSurroundings around;

    PersonEraser(
            Transactions transactions,
            PersonFinder people,
            IdentityIndex identities,
            Mergers mergers,
            Lifecycles lifecycles,
            LifecycleSurroundings around) {
        this.transactions = transactions;
        this.people = people;
        this.identities = identities;
        this.mergers = mergers;
        this.lifecycles = lifecycles;
        this.around = around;
    }

    /**
     * Everything by which she could be found or read.
     *
     * @param indexes the blind indexes of her ids
     * @param keys under which what is personal of hers is sealed
     * @param touchpoints how many count for her
     */
    public record Traces(LifecycleId person, List<String> indexes, List<KeyName> keys, int touchpoints) {}

    /** Says in the log that somebody is forgotten, and notes for later what is to be destroyed. */
    public interface Witness {
        /** In the transaction of the event that it answers. */
        PersonalDataErased attest(Traces traces);
    }

    /** @param position of the log at which it is known */
    public record Outcome(Traces traces, PersonalDataErased erased, long position) {}

    private record Attested(Traces traces, PersonalDataErased erased) {}

    /**
     * @param id as in {@link io.flywheel.api.identity.ExternalId#parse}
     * @throws io.flywheel.command.identity.NobodyKnown if the id is nobody's
     */
    public Outcome erase(String id, Witness witness) {
        Transactions.Committed<Attested> done = transactions.inOne("forget", (work, again) -> erase(work, id, witness));
        return new Outcome(done.result().traces(), done.result().erased(), done.position());
    }

    private Attested erase(UnitOfWork<?> work, String id, Witness witness) {
        LifecycleId person = people.require(id);
        Set<LifecycleId> streams = mergers.mergedInto(person);
        lifecycles.prepare(work, streams.stream().map(LifecycleId::value).toList(), List.of());
        if (!people.require(id).equals(person) || !mergers.mergedInto(person).equals(streams)) {
            throw new MergedMeanwhile("somebody was merged or split meanwhile");
        }
        History hers = around.history(person.value());
        Traces traces = traces(person, hers, streams);
        PersonalDataErased erased = witness.attest(traces);
        lifecycles.load(person.value()).execute(lifecycle -> lifecycle.erase(erased, hers));
        identities.remove(person.value());
        return new Attested(traces, erased);
    }

    private Traces traces(LifecycleId person, History hers, Set<LifecycleId> streams) {
        Set<String> names = new TreeSet<>();
        for (LifecycleId stream : streams) {
            History history = stream.equals(person) ? hers : around.history(stream.value());
            history.keys().forEach(key -> names.add(key.toString()));
        }
        return new Traces(
                person,
                hers.identities().stream().map(IdentityLinked::index).toList(),
                names.stream().map(KeyName::parse).toList(),
                hers.touchpoints().size());
    }
}
