package io.flywheel.query.export;

import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.privacy.ConsentHistory;
import io.flywheel.api.privacy.Place;
import io.flywheel.api.rfm.RfmStanding;
import io.flywheel.api.timeline.PersonSummary;
import io.flywheel.query.timeline.Biography;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Everything that is known of one person, ready to be written event by event.
 *
 * @param rfm where she stands among all buyers; none for somebody who has bought nothing
 * @param consents each purpose with everything she said about it
 * @param opened opens what is sealed of her
 */
record PersonDocument(
        Biography biography, @Nullable RfmStanding rfm, List<ConsentHistory> consents, OpenedRest opened) {
    /** Ends with {@code "complete": true}: what broke off on its way is no JSON, and can be told from what is whole. */
    void write(JsonGenerator out) {
        PersonSummary summary = biography.summary();
        out.writeStartObject();
        out.writePOJOProperty("format", ExportFormat.DESCRIBED);
        out.writeNumberProperty("position", summary.position());
        out.writePOJOProperty("at", summary.at());
        out.writePOJOProperty("identities", summary.ids());
        out.writePOJOProperty("firstSeen", summary.firstSeen());
        out.writePOJOProperty("lastActivity", summary.lastActivity());
        out.writePOJOProperty("stages", summary.stages());
        out.writePOJOProperty("paths", biography.paths());
        out.writePOJOProperty("rfm", rfm);
        out.writePOJOProperty("value", biography.worth());
        out.writePOJOProperty("consents", consents);
        out.writePOJOProperty("campaigns", summary.campaigns());
        out.writeArrayPropertyStart("touchpoints");
        biography.touchpoints().accept(moment -> touchpoint(out, moment));
        out.writeEndArray();
        out.writeArrayPropertyStart("events");
        biography.events().accept(moment -> event(out, moment));
        out.writeEndArray();
        out.writeBooleanProperty("complete", true);
        out.writeEndObject();
    }

    private void touchpoint(JsonGenerator out, Biography.Moment moment) {
        moment(out, moment, () -> {
            if (moment.event() instanceof TouchpointRecorded recorded) {
                out.writeBooleanProperty("voided", !moment.stands());
                out.writePOJOProperty("importId", recorded.importId());
                out.writePOJOProperty("facts", recorded.facts());
                out.writeName("sent");
                opened.write(out, recorded.sealed(), Place.of(recorded.facts().key()));
            }
        });
    }

    private void event(JsonGenerator out, Biography.Moment moment) {
        moment(out, moment, () -> {
            out.writeStringProperty("type", moment.item().type());
            out.writePOJOProperty("details", moment.item().details());
            if (moment.event() instanceof IdentityLinked linked) {
                out.writeName("identity");
                opened.write(out, linked.id(), Place.ofId(linked.index()));
            }
        });
    }

    private static void moment(JsonGenerator out, Biography.Moment moment, Runnable rest) {
        out.writeStartObject();
        out.writeNumberProperty("position", moment.item().position());
        out.writePOJOProperty("occurredAt", moment.item().occurredAt());
        out.writePOJOProperty("recordedAt", moment.item().recordedAt());
        out.writeStringProperty("title", moment.item().title());
        rest.run();
        out.writeEndObject();
    }
}
