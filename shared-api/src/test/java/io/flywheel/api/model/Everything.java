package io.flywheel.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.definition.ModelFile;
import java.util.Objects;

/** What tests of random lives share: a model that counts everything that can be counted. */
final class Everything {
    private Everything() {}

    /** In a zone with summer time, with a rule for every kind of move. */
    static StageModel model() {
        return ModelFile.read("everything.yaml", 1, """
                id: everything
                titles: {en: Everything}
                zone: America/New_York
                silence: P5DT1H
                stages:
                  - {name: one, titles: {en: One}}
                  - {name: two, titles: {en: Two}}
                  - {name: three, titles: {en: Three}}
                  - {name: gone, titles: {en: Gone}, lost: true}
                rules:
                  - {name: cancelled, to: gone, when: 'touchpoint.name == "Subscription Cancelled"'}
                  - {name: refunded-often, from: [three], to: gone, when: 'count("Order Refunded") >= 2'}
                  - {name: won-back, from: [gone], to: three, when: 'lifetime.spent("USD") > 200 && quietDays > 6'}
                  - {name: answered, from: [two, gone], to: three, when: 'quietDays > 1 && quiet.count("Message Sent") > 0'}
                  - {name: spends, to: three, when: 'spent("USD") >= 75.5 || spent("CNY") > 30'}
                  - {name: devoted, from: two, to: three, when: 'activeDays(9) >= 3 && lifetime.activeDays(30) >= 4'}
                  - {name: lasting, to: three, when: 'tenureDays >= 4 && lifetime.tenureDays % 2 == 0 && streak >= 2'}
                  - {name: busy, to: two, when: 'activities >= 3 && lifetime.activities > count(["Liked", "Page Viewed"])'}
                  - {name: rated, to: two, when: 'touchpoint.score > 7 || lifetime.activeDays() > 5 + activeDays()'}
                  - {name: bought, to: one, when: 'count("Order Completed") >= 1'}
                  - {name: once, to: one, when: '!(count("Liked") >= 1 && !(lifetime.streak > 1)) && 10 / count("Liked") > 4'}
                """);
    }

    /** Asks AssertJ only where there is something to say: a million assertions are not free. */
    static void same(Object actual, Object expected) {
        if (!Objects.equals(actual, expected)) {
            assertThat(actual).isEqualTo(expected);
        }
    }
}
