package io.flywheel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The online school: registration, study suggestions by message, feedback, community, referral. */
class SchoolE2E {
    private static final int PEOPLE = 240;

    /** No rule says out of which stage it leads: that people come one step after the other is theirs to show. */
    private static final String STEPS = """
            id: steps
            titles: {en: Steps at the school}
            silence: P36500D
            stages:
              - {name: visitor, titles: {en: Visitor}}
              - {name: registered, titles: {en: Registered}}
              - {name: suggested, titles: {en: Was told what to study}}
              - {name: told, titles: {en: Told how it is}}
              - {name: member, titles: {en: In the community}}
              - {name: referrer, titles: {en: Brought somebody}}
              - {name: gone, titles: {en: Gone}, lost: true}
            rules:
              - {name: brought, to: referrer, when: 'touchpoint.name == "Referral Converted"'}
              - {name: joined, to: member, when: 'touchpoint.name == "Community Joined"'}
              - {name: told-it, to: told, when: 'touchpoint.name == "Feedback Submitted"'}
              - {name: was-told, to: suggested, when: 'touchpoint.name == "Message Sent"'}
              - {name: signed-up, to: registered, when: 'touchpoint.name == "Signed Up"'}
              - {name: came, to: visitor, when: 'true'}
            """;

    @TempDir
    static Path data;

    private static Scenario school;

    @BeforeAll
    static void live() {
        school = new Scenario(data);
        school.ask("steps", STEPS);
        school.live(new School(PEOPLE));
        school.activate("care");
    }

    @AfterAll
    static void stop() {
        school.close();
    }

    @Test
    void referral_follows_the_community_the_community_feedback_and_feedback_suggestions() {
        assertThat(school.cameInto("steps", "registered")).containsExactly("visitor");
        assertThat(school.cameInto("steps", "suggested")).containsExactly("registered");
        assertThat(school.cameInto("steps", "told")).containsExactly("suggested");
        assertThat(school.cameInto("steps", "member")).containsExactly("told");
        assertThat(school.cameInto("steps", "referrer")).containsExactly("member");
    }

    @Test
    void fewer_people_take_each_further_step_and_some_take_the_last() {
        Map<String, Long> entered = school.moves("steps")
                .collect(Collectors.groupingBy(
                        move -> move.get("to").asString(),
                        Collectors.summingLong(move -> move.get("count").asLong())));
        assertThat(entered.get("visitor")).isEqualTo(PEOPLE);
        assertThat(entered.get("registered")).isBetween(PEOPLE / 2L, PEOPLE * 9 / 10L);
        assertThat(entered.get("told")).isBetween(PEOPLE / 6L, entered.get("suggested"));
        assertThat(entered.get("member")).isBetween(PEOPLE / 8L, entered.get("told"));
        assertThat(entered.get("referrer")).isBetween(PEOPLE / 12L, entered.get("member"));
    }

    @Test
    void everybody_gets_a_stage_of_the_model_for_schools_by_one_call() {
        assertThat(school.adopted("care")).isEqualTo(PEOPLE);
        assertThat(school.cameInto("care", "course")).containsExactly("trial");
        assertThat(school.cameInto("care", "trust")).containsExactly("course");
        assertThat(school.cameInto("care", "community")).containsExactly("trust");
        assertThat(school.cameInto("care", "referral")).containsExactly("community");
        assertThat(school.stages("care").mapToLong(stage -> stage.get("people").asLong()))
                .allMatch(people -> people > 0)
                .hasSize(8);
    }
}
