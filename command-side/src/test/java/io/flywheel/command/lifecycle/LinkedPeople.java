package io.flywheel.command.lifecycle;

import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.RecordingOutcome;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.CommandSideForTests;
import io.flywheel.command.identity.PersonFinder;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** People on the real log, by ids that begin with the name of their test. */
@SpringBootTest(classes = CommandSideForTests.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
abstract class LinkedPeople {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final String SOURCE = "merging";

    @Autowired
    TouchpointRecorder recorder;

    @Autowired
    TouchpointVoider voider;

    @Autowired
    PersonMerger merger;

    @Autowired
    ConsentRecorder consents;

    @Autowired
    PersonFinder people;

    @Autowired
    EventStore store;

    static ExternalId user(String id) {
        return ExternalId.user(id);
    }

    static ExternalId device(String id) {
        return ExternalId.anonymous(id);
    }

    static IncomingTouchpoint track(String message, ExternalId id, String name, int day) {
        return Calls.track(message, id, name, NOON.plusSeconds(86_400L * day));
    }

    static IncomingTouchpoint identify(String message, ExternalId... ids) {
        return Calls.call(message, TouchpointKind.IDENTIFY, "Identified", List.of(ids), null, NOON);
    }

    RecordingOutcome record(IncomingTouchpoint... touchpoints) {
        return recorder.record(new RecordTouchpoints(SOURCE, null, List.of(touchpoints)));
    }

    String person(String id) {
        return people.require(id).value();
    }

    History history(String id) {
        return History.of(store.readEvents(person(id), 0).asStream().map(DomainEventMessage::getPayload));
    }

    List<String> names(String id) {
        return history(id).touchpoints().stream()
                .filter(t -> t.kind() == TouchpointKind.TRACK)
                .map(Touchpoint::name)
                .toList();
    }

    String stage(String id) {
        return history(id).path("aarrr").getLast().to();
    }
}
