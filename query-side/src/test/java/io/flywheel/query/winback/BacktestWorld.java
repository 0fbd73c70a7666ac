package io.flywheel.query.winback;

import static io.flywheel.query.PersonWorld.linked;
import static io.flywheel.query.winback.CampaignStory.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.winback.Draws;
import io.flywheel.query.PersonWorld;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Given what happened, what the campaign would have done: asked on the first of June, day 151. */
abstract class BacktestWorld extends CampaignWorld {
    static final String PATH = "/api/winback/" + ID + "/backtest";
    private static final Draws DRAWS = new Draws(PersonWorld.INDEX);

    void publish(int version, String text) {
        append("campaign:" + ID, CampaignStory.published(ID, version, text));
    }

    /** Somebody who is addressed, or held out, under a hold-out of 20 %. */
    static String somebody(boolean heldOut) {
        String stream = LifecycleId.random().value();
        while (isHeldOut(stream) != heldOut) {
            stream = LifecycleId.random().value();
        }
        return stream;
    }

    static boolean isHeldOut(String stream) {
        return DRAWS.of(ID, new LifecycleId(stream)).compareTo(new BigDecimal("0.2")) < 0;
    }

    void tell(String stream, Object... events) {
        append(stream, new LifecycleOpened("shop", List.of()), linked(0, ExternalId.user(stream)));
        append(stream, events);
    }

    String lost(Object... events) {
        String stream = somebody(false);
        tell(stream, events);
        return stream;
    }

    static ConsentChanged said(boolean granted, double day) {
        return new ConsentChanged("email", granted, day(day), "form", null, null);
    }

    JsonNode backtest(String parameters) throws Exception {
        return json.readTree(mvc.perform(post(PATH + "?after=" + last + parameters))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    void assertAnswers(JsonNode answer, String field, String expected) {
        assertThat(answer.at("/" + field).toString()).as(field).isEqualTo(expected);
    }
}
