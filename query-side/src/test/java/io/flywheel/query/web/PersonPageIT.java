package io.flywheel.query.web;

import static io.flywheel.query.PersonWorld.linked;
import static io.flywheel.query.PersonWorld.recorded;
import static io.flywheel.query.PersonWorld.touchpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.IdentityReleased;
import io.flywheel.api.lifecycle.LifecycleMerged;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.query.PersonWorld;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

@SpringBootTest(classes = PersonWorld.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
class PersonPageIT extends BrowsedPages {
    private static final ExternalId VISITOR = ExternalId.anonymous("visitor-7");

    private String person(ExternalId... ids) {
        String stream = LifecycleId.random().value();
        seen(stream, new LifecycleOpened("web", List.of()));
        for (int i = 0; i < ids.length; i++) {
            seen(stream, linked(i, ids[i]));
        }
        seen(stream, recorded(touchpoint(stream, "Signed Up", "2026-05-01T00:00:00Z")));
        return stream;
    }

    private static IdentityLinked merged(int number, ExternalId id, String from) {
        IdentityLinked own = linked(number, id);
        return new IdentityLinked(number, own.kind(), own.index(), own.key(), own.id(), "merge", new LifecycleId(from));
    }

    private String page(String id, Locale language) throws Exception {
        return html(get("/users/{id}", id).header("Accept-Language", language.toLanguageTag()));
    }

    @Test
    void each_id_says_since_when_it_is_hers_and_what_linked_it() throws Exception {
        person(new ExternalId("email", "ada@example.org"), ExternalId.user("ada"));
        String page = page("ada", Locale.ENGLISH);
        assertThat(page)
                .containsPattern("<code class=\"exact\">ada</code>\\s*<span class=\"chip\">shown first</span>")
                .contains(">first seen</td>", "data-id=\"email:ada@example.org\" data-stays=\"ada\"")
                .contains("aria-label=\"Split off userId:ada\"")
                .doesNotContain("Undo the latest merge", "??");
        assertThat(page("ada", Locale.CHINESE))
                .contains("优先显示", "首次出现", "拆分出去", "遗忘此人")
                .doesNotContain("??");
    }

    @Test
    void an_only_id_cannot_be_split_off() throws Exception {
        person(ExternalId.user("ada"));
        assertThat(page("ada", Locale.ENGLISH)).contains("data-call=\"merge\"").doesNotContain("data-call=\"split\"");
    }

    @Test
    void a_merge_that_stands_can_be_undone_by_an_id_that_came_by_it() throws Exception {
        String visitor = person(VISITOR);
        String ada = person(ExternalId.user("ada"));
        seen(
                visitor,
                new IdentityReleased(0, VISITOR.kind(), linked(0, VISITOR).index(), "merge", null),
                new LifecycleMerged(new LifecycleId(ada), "api"));
        seen(ada, merged(1, VISITOR, visitor));
        assertThat(page("ada", Locale.ENGLISH))
                .contains("Undo the latest merge", ">a merge</td>")
                .contains("data-call=\"unmerge\" data-id=\"anonymousId:visitor-7\" data-stays=\"ada\"");
    }

    /** Splitting off by name leaves the first merge standing, and the id comes back in the stream of the second. */
    @Test
    void an_id_that_came_back_can_be_given_away_again() throws Exception {
        String visitor = person(VISITOR);
        String again = person(ExternalId.anonymous("other"));
        String ada = person(ExternalId.user("ada"));
        seen(visitor, new LifecycleMerged(new LifecycleId(ada), "api"));
        seen(again, new LifecycleMerged(new LifecycleId(ada), "api"));
        seen(ada, merged(1, VISITOR, visitor));
        assertThat(page("ada", Locale.ENGLISH)).contains("data-call=\"unmerge\" data-id=\"anonymousId:visitor-7\"");
    }

    @Test
    void a_purpose_has_the_button_that_changes_it() throws Exception {
        String ada = person(ExternalId.user("ada"));
        Instant march = Instant.parse("2026-03-01T00:00:00Z");
        seen(
                ada,
                new ConsentChanged("email", true, march, "web-form", null, null),
                new ConsentChanged("sms", false, march, "desk", null, null));
        assertThat(page("ada", Locale.ENGLISH))
                .contains("aria-label=\"Withdraw email\"", "aria-label=\"Grant sms\"")
                .doesNotContain("Grant email", "Withdraw sms");
    }

    @Test
    void what_was_just_recorded_is_waited_for() throws Exception {
        person(ExternalId.user("ada"));
        long last = positions.reached("timeline");
        assertThat(html(get("/users/ada").queryParam("after", String.valueOf(last))))
                .contains("h-ids");
        assertThat(html(get("/users/ada").queryParam("after", "soon"))).doesNotContain("h-ids");
    }

    @Test
    void nothing_that_needs_a_script_is_shown_without_one() throws Exception {
        person(ExternalId.user("ada"), VISITOR);
        String page = page("ada", Locale.ENGLISH);
        assertThat(page.split("<form hidden", -1)).hasSameSizeAs(page.split("data-call=", -1));
        assertThat(page.split("<noscript>", -1)).hasSize(4);
        assertThat(page)
                .contains(
                        "POST /api/users/ada/merge", "PUT /api/users/ada/consents/email", "POST /api/users/ada/forget")
                .containsPattern("<button disabled[^>]*>Forget for ever<");
    }

    @Test
    void what_its_script_looks_for_is_on_the_page() throws Exception {
        person(ExternalId.user("ada"), VISITOR);
        String page = page("ada", Locale.ENGLISH);
        String script = Script.read("person.js");
        assertThat(page).contains("src=\"/js/person.js\"");
        assertThat(Script.words(script))
                .hasSizeGreaterThan(5)
                .allSatisfy(word -> assertThat(page).contains("data-" + word + "=\""));
        assertThat(Pattern.compile("data-call=\"([a-z]+)\"").matcher(page).results())
                .hasSizeGreaterThan(3)
                .allSatisfy(call -> assertThat(script).contains("  " + call.group(1) + ": "));
    }

    @Test
    void an_id_may_contain_anything() throws Exception {
        String nasty = "\"<b>' & x";
        person(ExternalId.user(nasty), ExternalId.user("ada"));
        assertThat(page(nasty, Locale.ENGLISH))
                .contains("data-id=\"userId:&quot;&lt;b&gt;&#39; &amp; x\"")
                .doesNotContain("<b>", "??");
    }
}
