package io.flywheel.query.web;

import static io.flywheel.query.PersonWorld.linked;
import static io.flywheel.query.PersonWorld.recorded;
import static io.flywheel.query.PersonWorld.touchpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.query.PersonWorld;
import io.flywheel.query.winback.CampaignStory;
import java.time.Instant;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

@SpringBootTest(classes = PersonWorld.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
class PagesIT extends BrowsedPages {
    private String stream;

    private void ada(String source, int touchpoints) {
        stream = LifecycleId.random().value();
        seen(
                stream,
                new LifecycleOpened(source, java.util.List.of()),
                linked(0, ExternalId.user("ada")),
                linked(1, new ExternalId("email", "ada@example.org")));
        seen(
                stream,
                IntStream.range(0, touchpoints)
                        .mapToObj(i -> recorded(touchpoint("m" + i, "Signed Up", "2026-05-01T00:00:00Z")))
                        .toArray());
    }

    private String page(String path, String language) throws Exception {
        return mvc.perform(get(path).header("Accept-Language", language).header("Accept", "text/html"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void an_empty_store_says_what_to_do_next() throws Exception {
        assertThat(page("/", "en"))
                .contains("Nothing is recorded yet", "curl -u local:", "/v1/track")
                .doesNotContain("Demo population", "id=\"question\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rfm", "/value", "/winback"})
    void an_empty_store_gives_the_same_hint_on_the_other_pages(String path) throws Exception {
        assertThat(page(path, "en"))
                .contains("Nothing is recorded yet", "curl -u local:")
                .doesNotContain("id=\"question\"", "echarts", "??");
        assertThat(page(path, "zh")).contains("还没有任何记录").doesNotContain("??");
    }

    @Test
    void the_page_of_buyers_offers_each_way_to_score_and_names_each_segment() throws Exception {
        ada("web", 1);
        assertThat(page("/rfm", "en"))
                .contains(">Who buys</h1>", "value=\"P12M\"", "equal values always get equal scores")
                .contains("data-segment=\"Cannot Lose Them\">Cannot Lose Them<")
                .containsPattern("value=\"tie\" checked=\"checked\"")
                .contains("value=\"ntile\"", "value=\"nest\"", "aria-current=\"page\">Who buys<")
                .doesNotContain("??");
        assertThat(page("/rfm", "zh"))
                .contains(">谁在购买</h1>", "data-segment=\"Cannot Lose Them\">不能失去<")
                .doesNotContain("??");
    }

    @Test
    void the_page_of_value_offers_groups_and_the_stages_of_each_model() throws Exception {
        ada("web", 1);
        assertThat(page("/value", "en"))
                .contains(">What people are worth</h1>", "data-tile=\"repeatRateDays\"", "value=\"segment\"")
                .contains("data-model=\"aarrr\" data-stage=\"activation\">Activation<", "aria-current=\"page\">Value<")
                .doesNotContain("??");
        assertThat(page("/value", "zh"))
                .contains(">用户的价值</h1>", "data-stage=\"activation\">激活<")
                .doesNotContain("??");
    }

    private void campaign() {
        long last = ledger.append("campaign:" + CampaignStory.ID, CampaignStory.published())
                .getLast()
                .position();
        await().untilAsserted(() -> assertThat(positions.reached("winback")).isGreaterThanOrEqualTo(last));
    }

    @Test
    void the_page_of_a_campaign_asks_its_three_questions_in_the_reader_s_language() throws Exception {
        ada("web", 1);
        campaign();
        assertThat(page("/winback", "en"))
                .contains(">Campaigns that bring people back</h1>", "aria-current=\"page\">Campaigns<")
                .contains("data-name=\"held-out\">held out<", "/api/campaigns/win-back")
                .doesNotContain("??");
        assertThat(page("/winback/we-miss-you", "en"))
                .contains(">We miss you</h1>", "Which stage is it for?", ">Churn</strong>", "of the model AARRR")
                .contains(
                        "Which stage should people reach?", ">They come back</strong>", "within 10 days after the draw")
                .contains("Do the numbers say that it works?", "href=\"/api/winback/we-miss-you/ledger\"")
                .doesNotContain("??");
        assertThat(page("/winback", "zh")).contains(">召回活动</h1>").doesNotContain("??");
        assertThat(page("/winback/we-miss-you", "zh"))
                .contains(">想念你</h1>", ">流失</strong>", "模型：海盗模型", "抽签后 10 天内", "数据说明有效吗？")
                .doesNotContain("??");
    }

    @Test
    void a_campaign_that_there_is_not_is_a_404_for_people() throws Exception {
        campaign();
        String page = mvc.perform(get("/winback/nothing").header("Accept", "text/html"))
                .andExpect(status().isNotFound())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("There is no such campaign", "There are: we-miss-you.");
    }

    @Test
    void a_person_s_page_says_what_campaigns_there_were() throws Exception {
        ada("web", 1);
        assertThat(page("/users/ada", "en")).doesNotContain("h-campaigns");
        long last = ledger.append(
                        stream,
                        CampaignStory.started("e1", 10),
                        CampaignStory.made("e1", 1, 10),
                        CampaignStory.made("e1", 2, 13),
                        CampaignStory.ended("e1", "returned", 14),
                        CampaignStory.started("e2", 110),
                        CampaignStory.heldOut("e2", 110),
                        CampaignStory.started("e3", 120),
                        CampaignStory.blocked("e3", 1, "consent", 120))
                .getLast()
                .position();
        await().untilAsserted(() -> assertThat(positions.reached("timeline")).isEqualTo(last));
        assertThat(page("/users/ada", "en"))
                .contains("href=\"/winback/we-miss-you\"", ">2 messages</strong>", ">held out</strong>")
                .contains(">not sent</strong>", ">came back</span>", "<tr class=\"OfferMade\"")
                .doesNotContain("??");
        assertThat(page("/users/ada", "zh"))
                .contains(">2 条消息</strong>", ">对照</strong>")
                .doesNotContain("??");
    }

    /** A misspelt id would only be noticed in a browser. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/rfm", "/value", "/winback", "/winback/we-miss-you"})
    void what_a_script_looks_for_is_on_its_page(String path) throws Exception {
        ada("web", 1);
        campaign();
        String page = page(path, "en");
        String scripts = Script.all(page);
        assertThat(Script.ids(scripts))
                .hasSizeGreaterThan(5)
                .allSatisfy(id -> assertThat(page).contains("id=\"" + id + "\""));
        assertThat(Script.words(scripts))
                .hasSizeGreaterThan(5)
                .allSatisfy(word -> assertThat(page).contains("data-" + word + "=\""));
        var tables = Pattern.compile("data-table=\"([^\"]+)\"").matcher(page);
        while (tables.find()) {
            assertThat(page).contains("<table id=\"" + tables.group(1) + "\"");
        }
    }

    @Test
    void the_first_page_offers_each_model_in_the_reader_s_language() throws Exception {
        ada("web", 1);
        assertThat(page("/", "en"))
                .contains("Where everybody stands", ">AARRR<", ">Activation<", "<html lang=\"en\"")
                .doesNotContain("Demo population", "??");
        assertThat(page("/", "zh-CN,zh;q=0.9"))
                .contains("用户所处阶段", ">海盗模型<", ">激活<", "<html lang=\"zh-CN\"")
                .doesNotContain("??");
        assertThat(page("/", "fr")).contains("Where everybody stands");
    }

    @Test
    void a_demo_population_is_told_apart_on_every_page() throws Exception {
        ada("demo-shop", 1);
        assertThat(page("/", "en")).contains("Demo population");
        assertThat(page("/users/ada", "zh")).contains("演示数据");
    }

    @Test
    void a_person_s_page_tells_her_story_page_by_page() throws Exception {
        ada("web", 60);
        String newest = page("/users/ada", "en");
        assertThat(newest)
                .contains("Signed up (web)", "Signed Up", "ada@example.org", "Show older")
                .doesNotContain("??");
        assertThat(newest.split("<tr class=\"TouchpointRecorded\"", -1)).hasSize(51);
        var more =
                Pattern.compile("href=\"(/users/ada\\?[^\"]*cursor=[^\"#]*)\"").matcher(newest);
        assertThat(more.find()).isTrue();
        String older = page(more.group(1).replace("&amp;", "&"), "en");
        assertThat(older).doesNotContain("Show older");
        assertThat(older.split("<tr class=\"TouchpointRecorded\"", -1)).hasSize(11);
        assertThat(page("/users/ada?order=asc", "en")).contains("Show newer");
    }

    @Test
    void a_person_s_page_says_what_she_allows_and_hands_out_everything() throws Exception {
        ada("web", 1);
        assertThat(page("/users/ada", "en"))
                .contains("Nothing was said about any purpose", "href=\"/api/users/ada/export\"")
                .doesNotContain("??");
        Instant march = Instant.parse("2026-03-01T00:00:00Z");
        seen(
                stream,
                new ConsentChanged("email", true, march, "web-form", "2026-03", null),
                new ConsentChanged("push", true, march, "app", null, march.plusSeconds(60)),
                new ConsentChanged("sms", false, march, "desk", null, null));
        assertThat(page("/users/ada", "en"))
                .contains(">granted</span>", ">withdrawn</span>", ">expired</span>", "<code>2026-03</code>")
                .contains("href=\"/api/users/ada/consents/email\"", "2026-03-01 00:01", "Consented to email")
                .doesNotContain("??");
        assertThat(page("/users/ada", "zh"))
                .contains("授权同意", ">已同意</span>", ">已撤回</span>", ">已到期</span>")
                .doesNotContain("??");
    }

    @Test
    void a_person_s_page_says_why_she_is_in_her_stage_and_leads_to_what_caused_it() throws Exception {
        ada("web", 60);
        String page = page("/users/ada", "en");
        assertThat(page)
                .contains(
                        "<h2 id=\"h-why\">Why?</h2>",
                        "Activation since 2026-05-01T00:00:00Z, by the rule first-deliberate")
                .contains("<code>touchpoint.name</code>", "<code>&gt;= 2</code>", "What the next stages lack")
                .contains("Lost if silent until", "second-order");
        var cause = Pattern.compile("href=\"(/users/ada\\?[^\"]*cursor=[^\"#]*)#(p\\d+)\"")
                .matcher(page);
        assertThat(cause.find()).isTrue();
        String there = page(cause.group(1).replace("&amp;", "&"), "en");
        assertThat(there.indexOf("id=\"" + cause.group(2) + "\"")).isPositive();
        assertThat(there).containsPattern("<tbody id=\"story\">\\s*<tr [^>]*id=\"" + cause.group(2) + "\"");
        assertThat(there).doesNotContain("h-why");
        assertThat(page("/users/ada", "zh"))
                .contains("为什么？", "进入后续阶段还差什么", "当时的值")
                .doesNotContain("??");
    }

    @Test
    void looking_up_finds_her_by_any_id_or_says_nobody() throws Exception {
        ada("web", 1);
        assertThat(page("/people?id=email:ada@example.org", "en"))
                .contains("href=\"/users/email:ada@example.org\"", ">ada<");
        assertThat(page("/people?id=bob", "en")).contains("Nobody is known by “bob”.");
        mvc.perform(get("/users?id= ada ")).andExpect(header().string("Location", "/users/ada"));
        mvc.perform(get("/users?id=")).andExpect(header().string("Location", "/"));
    }

    @Test
    void a_stranger_s_page_is_a_404_for_people() throws Exception {
        String page = mvc.perform(get("/users/{id}", "<b>bob").header("Accept", "text/html"))
                .andExpect(status().isNotFound())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page)
                .contains("Nobody is known by this id", "userId or anonymousId", "&lt;b&gt;")
                .doesNotContain("<b>");
    }

    @Test
    void pages_load_only_what_this_server_has() throws Exception {
        ada("web", 1);
        campaign();
        for (String path : new String[] {"/", "/rfm", "/value", "/winback", "/winback/we-miss-you", "/users/ada"}) {
            String page = page(path, "en");
            assertThat(page)
                    .doesNotContainPattern("(?:src|href)=\"(?:https?:)?//")
                    .doesNotContainPattern("<script(?![^>]*src)")
                    .doesNotContainPattern("<[^>]* (?:style|on[a-z]+)=");
            var loaded = Pattern.compile("(?:src|<link rel=\"stylesheet\" href)=\"([^\"]+)\"")
                    .matcher(page);
            while (loaded.find()) {
                mvc.perform(get(loaded.group(1))).andExpect(status().isOk());
            }
            mvc.perform(get(path))
                    .andExpect(header().string(
                                    "Content-Security-Policy",
                                    org.hamcrest.Matchers.startsWith("default-src 'self';")));
        }
        for (String module : new String[] {"charts", "csv", "figures", "question", "tables"}) {
            mvc.perform(get("/js/{module}.js", module)).andExpect(status().isOk());
        }
    }

    @Test
    void both_languages_say_the_same_things() {
        ResourceBundle english = ResourceBundle.getBundle("web/messages", Locale.ROOT);
        ResourceBundle chinese = ResourceBundle.getBundle("web/messages", Locale.CHINESE);
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        english.keySet()
                .forEach(key -> assertThat(chinese.getString(key))
                        .as(key)
                        .satisfies(text -> assertThat(key.equals("nav.api") || !text.equals(english.getString(key)))
                                .isTrue()));
    }
}
