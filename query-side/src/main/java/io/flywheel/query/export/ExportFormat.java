package io.flywheel.query.export;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an export is to be read, for whoever opens the file without us.
 *
 * @param version changes when a member changes its meaning; further members may come at any time
 * @param members what each one holds
 */
record ExportFormat(String name, int version, String encoding, String times, Map<String, String> members) {
    static final ExportFormat DESCRIBED = new ExportFormat(
            "flywheel-person", 1, "JSON (RFC 8259) in UTF-8", "ISO 8601 in UTC, in microseconds", meanings());

    private static Map<String, String> meanings() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("position", "how far the record had been read: everything recorded up to there is in this file");
        members.put("at", "when the file was made; figures are as of this instant");
        members.put("identities", "the ids that the person is known by, each with its kind");
        members.put("firstSeen", "the first touchpoint");
        members.put("lastActivity", "when the person last did something");
        members.put("stages", "the stage in each model: since when, and by which rule");
        members.put("paths", "every step through the stages of each model, the oldest first");
        members.put("rfm", "scores from 1 to 5 for recency, frequency and money among all buyers; null for no buyer");
        members.put("value", "orders, and what they came to less what was taken back, per currency");
        members.put("consents", "what was said about each purpose, the latest first, and what follows from it");
        members.put(
                "campaigns",
                "what campaigns there were for the person, the latest first: whether messages were decided on, or none to"
                        + " compare others with her, and how each ended; every single decision is among the events");
        members.put(
                "touchpoints",
                "everything that the person did or that was done to her, the oldest first: 'facts' is what figures are"
                        + " made from, 'sent' the rest as it was sent, 'voided' whether it was declared a mistake");
        members.put("events", "everything else on record, the oldest first, with 'details' by 'type'");
        members.put("complete", "true, and the last member: a file without it broke off");
        return members;
    }
}
