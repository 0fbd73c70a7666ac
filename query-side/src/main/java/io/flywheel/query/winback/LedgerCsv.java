package io.flywheel.query.winback;

import io.flywheel.api.lifecycle.OfferInputs;
import io.flywheel.api.winback.CampaignDecisions.Decision;
import io.flywheel.query.platform.Csv;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decisions as the rows of a table for spreadsheets. */
final class LedgerCsv {
    static final List<String> COLUMNS = List.of(
            "position",
            "at",
            "recordedAt",
            "userId",
            "version",
            "episode",
            "decision",
            "step",
            "reason",
            "channel",
            "template",
            "message",
            "until",
            "inStage",
            "purpose",
            "consent",
            "consentAt",
            "messages",
            "mostMessages",
            "zone",
            "draw",
            "holdOut");

    private LedgerCsv() {}

    static List<String> cells(Decision decision) {
        OfferInputs inputs = decision.inputs();
        Stream<@Nullable Object> made = Stream.of(
                decision.position(),
                decision.at(),
                decision.recordedAt(),
                decision.userId(),
                decision.version(),
                decision.episode(),
                decision.decision(),
                decision.step(),
                decision.reason(),
                decision.channel(),
                decision.template(),
                decision.message(),
                decision.until(),
                decision.inStage());
        Stream<@Nullable Object> from = inputs == null
                ? Stream.generate(() -> (@Nullable Object) null).limit(8)
                : Stream.of(
                        inputs.purpose(),
                        inputs.consent(),
                        inputs.consentAt(),
                        inputs.messages(),
                        inputs.mostMessages(),
                        inputs.zone(),
                        inputs.draw(),
                        inputs.holdOut());
        return Stream.concat(made, from).map(LedgerCsv::cell).toList();
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof String text ? Csv.harmless(text) : value.toString();
    }
}
