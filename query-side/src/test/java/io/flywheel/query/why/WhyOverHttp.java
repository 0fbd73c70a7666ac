package io.flywheel.query.why;

import static io.flywheel.query.PersonWorld.order;
import static io.flywheel.query.PersonWorld.recorded;
import static io.flywheel.query.PersonWorld.touchpoint;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.privacy.Sealed;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.query.PersonWorld;
import io.flywheel.query.timeline.PersonOverHttp;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.ResultActions;

/** Questions why, about somebody with a life that a test appends; in a context of its own, since models are activated. */
@SpringBootTest(classes = PersonWorld.class, properties = "test=why")
abstract class WhyOverHttp extends PersonOverHttp {
    static final String SECOND_ORDER = "count(\"Order Completed\") >= 2";

    final ResultActions why(String... parameters) throws Exception {
        return ask("/why", parameters).andExpect(status().isOk());
    }

    final void twoOrders() {
        append(
                recorded(touchpoint("s-" + stream, "Signed Up", "2026-01-01T00:00:00Z")),
                withMessageId("first", order("o1-" + stream, "2026-01-02T00:00:00Z", "10.00", "CNY")),
                withMessageId("second", order("o2-" + stream, "2026-01-03T00:00:00Z", "10.00", "CNY")));
    }

    private static TouchpointRecorded withMessageId(String id, Touchpoint facts) {
        Sealed sealed =
                PersonWorld.sealed(facts, "{\"messageId\":\"" + id + "\",\"receivedAt\":\"2026-01-01T00:00:00Z\"}");
        return new TouchpointRecorded(facts, sealed, "digest", List.of(0), null);
    }

    /** The name of a model that no other test activates. */
    final String modelOfHerOwn() {
        return "own" + stream.substring(0, 8).toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
