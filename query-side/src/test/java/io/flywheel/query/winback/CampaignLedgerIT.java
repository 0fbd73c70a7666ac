package io.flywheel.query.winback;

import static io.flywheel.query.winback.CampaignStory.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import io.flywheel.api.winback.CampaignEnded;
import io.flywheel.api.winback.CampaignPaused;
import io.flywheel.api.winback.SendingStopped;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every campaign and every decision, listed. */
class CampaignLedgerIT extends CampaignWorld {
    @Test
    void every_campaign_is_listed_with_its_state() throws Exception {
        tenAndTen();
        append("campaign:onward", CampaignStory.published("onward", 1, ONWARD));
        append("campaign:" + ID, new CampaignPaused(ID, "test"));
        JsonNode all = ask("/api/winback");
        assertThat(all).hasSize(2);
        assertThat(all.at("/0/campaign").asString()).isEqualTo(ID);
        assertThat(all.at("/0/state").asString()).isEqualTo("paused");
        assertThat(all.at("/0/people").asLong()).isEqualTo(20);
        assertThat(all.at("/0/addressed").asLong()).isEqualTo(10);
        assertThat(all.at("/0/returned/heldOut").asLong()).isEqualTo(3);
        assertThat(all.at("/1/state").asString()).isEqualTo("draft");
        assertThat(all.at("/1/sendingStopped").asBoolean()).isFalse();
        append("campaign:" + ID, new CampaignEnded(ID, true, "test"));
        assertThat(ask("/api/winback").at("/0/state").asString()).isEqualTo("finishing");
        append("campaign:" + ID, new CampaignEnded(ID, false, "test"));
        append("campaigns", new SendingStopped("trouble", "test"));
        assertThat(ask("/api/winback").at("/0/state").asString()).isEqualTo("ended");
        assertThat(ask("/api/winback").at("/1/sendingStopped").asBoolean()).isTrue();
    }

    @Test
    void the_ledger_tells_every_decision_with_its_inputs_page_by_page() throws Exception {
        tenAndTen();
        person("eve", started("b1", 10), blocked("b1", 1, "consent", 10.5));
        String path = "/api/winback/" + ID + "/ledger";
        JsonNode first = ask(path + "?limit=1&decision=blocked");
        assertThat(first.at("/items/0/userId").asString()).isEqualTo("eve");
        assertThat(first.at("/items/0/reason").asString()).isEqualTo("consent");
        assertThat(first.at("/items/0/inputs/purpose").asString()).isEqualTo("email");
        assertThat(first.at("/items/0/inputs/consent").asBoolean()).isFalse();
        assertThat(first.at("/items/0/inputs/consentAt").isMissingNode()).isTrue();
        assertThat(first.at("/next").isNull()).isTrue();
        JsonNode held = ask(path + "?decision=held-out&limit=1");
        assertThat(held.at("/items/0/inputs/draw").asDouble()).isEqualTo(0.125);
        assertThat(held.at("/items/0/inputs/holdOut").asDouble()).isEqualTo(0.2);
        int seen = 0;
        String cursor = "";
        do {
            JsonNode page = ask(path + "?limit=7" + cursor);
            seen += page.at("/items").size();
            cursor = page.at("/next").isNull()
                    ? ""
                    : "&cursor=" + page.at("/next").asString();
        } while (!cursor.isEmpty());
        assertThat(seen).isEqualTo(10 * 3 + 10 * 2 + 2);
        String csv = mvc.perform(get(path + "?reason=consent&after=" + last).accept("text/csv"))
                .andExpect(content().contentTypeCompatibleWith("text/csv"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(csv.lines()).hasSize(2);
        assertThat(csv).contains(",eve,1,b1,blocked,1,consent,", ",email,false,,1,3,Asia/Shanghai,,0.2");
        assertThat(mvc.perform(get(path + "?format=csv&after=" + last))
                        .andReturn()
                        .getResponse()
                        .getContentAsString()
                        .lines())
                .hasSize(1 + 52);
    }

    @Test
    void a_question_that_cannot_be_answered_says_what_to_do() throws Exception {
        refused(get("/api/winback/nothing"), 404, "There are: we-miss-you.");
        refused(get("/api/winback/nothing/ledger?format=csv"), 404, "There are: we-miss-you.");
        refused(get("/api/winback/" + ID + "?at=yesterday"), 400, "Write 1998");
        refused(get("/api/winback/" + ID + "?from=2026-02-01&at=2026-01-01"), 400, "is after");
        refused(get("/api/winback/" + ID + "?currency=XXX"), 400, "Nothing was bought");
        refused(get("/api/winback/" + ID + "?knownAt=position:1"), 501, "timeline");
        refused(get("/api/winback/" + ID + "/ledger?decision=perhaps"), 400, "held-out");
        refused(get("/api/winback/" + ID + "/ledger?limit=0"), 400, "1 to 1000");
    }
}
