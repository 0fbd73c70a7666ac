package io.flywheel.query.timeline;

import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.IdentityReleased;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.LifecycleJoined;
import io.flywheel.api.lifecycle.LifecycleMerged;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.LifecycleResumed;
import io.flywheel.api.lifecycle.LifecycleSplit;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.OfferBlocked;
import io.flywheel.api.lifecycle.OfferHeldOut;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.OfferPostponed;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.PersonalDataErased;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.lifecycle.TouchpointsMovedIn;
import io.flywheel.api.lifecycle.TouchpointsMovedOut;
import io.flywheel.api.lifecycle.WinBackDeclined;
import io.flywheel.api.lifecycle.WinBackEnded;
import io.flywheel.api.lifecycle.WinBackEvent;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.Touchpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each event has to say beside its title, as fields that scripts read. Never what is sealed. */
final class Details {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Details() {}

    /** @param withdrawn whether it was known by then that this was voided or corrected away */
    static Map<String, Object> of(LifecycleEvent event, boolean withdrawn) {
        Details details = new Details();
        switch (event) {
            case TouchpointRecorded it ->
                details.touchpoint(it.facts()).with("importId", it.importId()).with("voided", withdrawn);
            case TouchpointVoided it ->
                details.touchpoint(it.facts()).with("reason", it.reason()).with("by", it.by());
            case StageEntered it ->
                details.transition(it.model(), it.version(), it.transition()).with("withdrawn", withdrawn);
            case ChurnDetected it ->
                details.transition(it.model(), it.version(), it.transition())
                        .with("silentSince", it.silentSince())
                        .with("limit", it.limit())
                        .with("withdrawn", withdrawn);
            case PersonReturned it ->
                details.transition(it.model(), it.version(), it.transition()).with("withdrawn", withdrawn);
            case PathCorrected it ->
                details.with("model", it.model())
                        .with("version", it.version())
                        .with("withdrawnSteps", it.withdrawn())
                        .with("enteredSteps", it.entered());
            case ModelAdopted it ->
                details.with("model", it.model()).with("version", it.version()).with("enteredSteps", it.path());
            case LifecycleOpened it -> details.with("source", it.source());
            case IdentityLinked it -> details.with("idKind", it.kind()).with("by", it.by());
            case IdentityReleased it -> details.with("idKind", it.kind()).with("reason", it.reason());
            case LifecycleMerged it -> details.with("into", it.into()).with("by", it.by());
            case LifecycleJoined it -> details.with("from", it.from()).with("by", it.by());
            case LifecycleSplit it -> details.with("off", it.off()).with("by", it.by());
            case LifecycleResumed it -> details.with("from", it.from()).with("by", it.by());
            case TouchpointsMovedOut it ->
                details.with("to", it.to()).with("touchpoints", it.touchpoints().size());
            case TouchpointsMovedIn it ->
                details.with("from", it.from())
                        .with("touchpoints", it.touchpoints().size());
            case PersonalDataErased it ->
                details.with("receipt", it.receipt())
                        .with("by", it.by())
                        .with("identities", it.identities())
                        .with("touchpoints", it.touchpoints())
                        .with("keys", it.keys())
                        .with("signature", it.signature());
            case WinBackEvent it -> details.winBack(it);
            case ConsentChanged it ->
                details.with("purpose", it.purpose())
                        .with("granted", it.granted())
                        .with("source", it.source())
                        .with("wording", it.wording())
                        .with("expires", it.expires());
        }
        return details.fields;
    }

    private void winBack(WinBackEvent event) {
        with("campaign", event.campaign()).with("version", event.version());
        switch (event) {
            case WinBackStarted it ->
                with("episode", it.episode())
                        .with("model", it.model())
                        .with("stage", it.stage())
                        .with("since", it.since());
            case WinBackDeclined it ->
                with("model", it.model())
                        .with("stage", it.stage())
                        .with("since", it.since())
                        .with("reason", it.reason());
            case OfferMade it ->
                with("episode", it.episode())
                        .with("step", it.step())
                        .with("channel", it.channel())
                        .with("template", it.template())
                        .with("message", it.message())
                        .with("inputs", it.inputs());
            case OfferHeldOut it ->
                with("episode", it.episode()).with("step", it.step()).with("inputs", it.inputs());
            case OfferBlocked it ->
                with("episode", it.episode())
                        .with("step", it.step())
                        .with("reason", it.reason())
                        .with("inputs", it.inputs());
            case OfferPostponed it ->
                with("episode", it.episode())
                        .with("step", it.step())
                        .with("reason", it.reason())
                        .with("until", it.until());
            case WinBackEnded it -> with("episode", it.episode()).with("reason", it.reason());
        }
    }

    private Details touchpoint(Touchpoint facts) {
        return with("name", facts.name())
                .with("kind", facts.kind())
                .with("channel", facts.channel())
                .with("source", facts.source())
                .with("money", facts.money())
                .with("quantity", facts.quantity())
                .with("score", facts.score())
                .with("seconds", facts.seconds())
                .with("reference", facts.reference())
                .with("properties", facts.properties().isEmpty() ? null : facts.properties())
                .with("key", facts.key());
    }

    private Details transition(String model, int version, Transition transition) {
        return with("model", model)
                .with("version", version)
                .with("from", transition.from())
                .with("to", transition.to())
                .with("rule", transition.rule())
                .with("cause", transition.cause());
    }

    private Details with(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }
}
