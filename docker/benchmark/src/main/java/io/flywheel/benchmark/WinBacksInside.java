package io.flywheel.benchmark;

import java.time.Duration;
import java.util.List;

/** Within the product: how long until everybody of many who fall silent at once has had a campaign's first decision. */
public final class WinBacksInside {
    private static final String CAMPAIGN = """
            id: win-back
            titles: {en: Without quiet hours}
            model: aarrr
            stage: churn
            within: P30D
            coolDown: P90D
            holdOut: 10%%
            cap: {messages: 5, per: P7D}
            purpose: %s
            steps:
              - {after: PT0S, channel: log, template: first}
              - {after: P5D, channel: log, template: second}
            """.formatted(SilentPeople.PURPOSE);

    /** A silence of 60 days, found out a day later. */
    private static final Duration AGO = Duration.ofDays(61);

    private static final String DECIDED = """
            SELECT COUNT(*) FROM ledger_event WHERE position > ? AND position <= ?
                AND type IN ('OfferMade', 'OfferHeldOut', 'OfferBlocked')""";
    private static final String WRITTEN = """
            SELECT COUNT(*) FROM ledger_event e JOIN outbox o ON o.stream = e.stream
            WHERE e.position > ? AND e.type = 'OfferMade'""";
    private static final String OF_TYPE = "SELECT COUNT(*) FROM ledger_event WHERE position > ? AND type = ?";

    private static final Duration OFTEN = Duration.ofMillis(20);

    private final SilentPeople people;
    private long seen;
    private long decided;

    private WinBacksInside(SilentPeople people) {
        this.people = people;
    }

    /** Run by the product's launcher. */
    public static void main(String[] words) throws Exception {
        Started product = Started.with(words[0], List.of());
        try (Api api = product.api()) {
            api.publish("/api/campaigns/win-back", CAMPAIGN);
            api.change("/api/campaigns/win-back/activate?version=2", "");
        }
        WinBacksInside inside = new WinBacksInside(new SilentPeople(product));
        int number = Integer.parseInt(words[1]);
        inside.all(number);
        Took took = inside.all(number);
        System.out.println("win-backs seconds " + took.seconds() + " processor " + took.processor());
        System.exit(0);
    }

    private record Took(double seconds, double processor) {}

    private Took all(int number) throws InterruptedException {
        people.consent(people.arrive(number, AGO), number, AGO);
        people.awaitReadModels();
        long before = people.head();
        long processor = ProcessorTime.nanos();
        long start = System.nanoTime();
        people.startDetector();
        seen = before;
        decided = 0;
        Poll.until(() -> decidedSoFar() >= number, OFTEN);
        Took took = new Took((System.nanoTime() - start) / 1e9, (ProcessorTime.nanos() - processor) / 1e9);
        people.stopDetector();
        check(number, before);
        return took;
    }

    /** Each time only what is new is counted. */
    private long decidedSoFar() {
        long head = people.head();
        decided += people.count(DECIDED, seen, head);
        seen = head;
        return decided;
    }

    private void check(int number, long before) {
        long started = people.count(OF_TYPE, before, "WinBackStarted");
        long made = people.count(OF_TYPE, before, "OfferMade");
        long heldOut = people.count(OF_TYPE, before, "OfferHeldOut");
        if (started != number || made + heldOut != number || people.count(WRITTEN, before) != made) {
            throw new IllegalStateException(
                    "%d win-backs were started, %d offers made, %d held out".formatted(started, made, heldOut));
        }
    }
}
