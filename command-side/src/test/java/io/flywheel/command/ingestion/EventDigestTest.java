package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.touchpoint.Touchpoints;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDigestTest {
    private static final EventDigest DIGEST = new EventDigest(new BlindIndex(Touchpoints.SECRET));
    private static final String EVENT =
            "{'type':'track','userId':'ada','event':'E','timestamp':'2026-03-01','properties':{'a':1,'b':['x',null]}}";

    private static String digest(String json) {
        return DIGEST.of(EventJson.MAPPER.readTree(json.replace('\'', '"')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'event':'E','properties':{'b':['x',null],'a':1},'timestamp':'2026-03-01','userId':'ada','type':'track'}",
                "{'sentAt':'later','type':'track','userId':'ada','event':'E','timestamp':'2026-03-01','properties':{'a':1,'b':['x',null]}}",
                "{'receivedAt':'x','writeKey':'k','messageId':'m','type':'track','userId':'ada','event':'E','timestamp':'2026-03-01','properties':{'a':1,'b':['x',null]}}",
                "{'originalTimestamp':'2026-03-02','type':'track','userId':'ada','event':'E','timestamp':'2026-03-01','properties':{'a':1,'b':['x',null]}}",
                "{'anonymousId':null,'type':'Track','userId':'ada','event':'E','timestamp':'2026-03-01','properties':{'a':1,'b':['x',null]}}",
            })
    void an_honest_resend_has_the_same_digest(String again) {
        assertThat(digest(again)).isEqualTo(digest(EVENT)).hasSize(22);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'page','userId':'ada','event':'E','timestamp':'2026-03-01','properties':{'a':1,'b':['x',null]}}",
                "{'type':'track','userId':'bob','event':'E','timestamp':'2026-03-01','properties':{'a':1,'b':['x',null]}}",
                "{'type':'track','userId':'ada','event':'E','timestamp':'2026-03-02','properties':{'a':1,'b':['x',null]}}",
                "{'type':'track','userId':'ada','event':'E','timestamp':'2026-03-01','properties':{'a':2,'b':['x',null]}}",
                "{'type':'track','userId':'ada','event':'E','timestamp':'2026-03-01','properties':{'a':1,'b':['x']}}",
                "{'type':'track','userId':'ada','event':'E','timestamp':'2026-03-01','properties':{'a':'1','b':['x',null]}}",
                "{'type':'track','userId':'ada','event':'E','timestamp':'2026-03-01','properties':{'a':1,'b':['x',null],'sentAt':'x'}}",
            })
    void other_content_has_another_digest(String other) {
        assertThat(digest(other)).isNotEqualTo(digest(EVENT));
    }

    @Test
    void the_original_time_counts_where_it_is_the_only_one() {
        assertThat(digest("{'originalTimestamp':'2026-03-01'}"))
                .isNotEqualTo(digest("{'originalTimestamp':'2026-03-02'}"));
    }

    @Test
    void nobody_without_the_secret_can_tell_by_it_what_was_said() {
        byte[] other = "another secret for tests".getBytes(StandardCharsets.UTF_8);
        assertThat(new EventDigest(new BlindIndex(other)).of(EventJson.MAPPER.readTree(EVENT.replace('\'', '"'))))
                .isNotEqualTo(digest(EVENT));
    }

    @Test
    void neighbouring_texts_do_not_run_into_each_other() {
        assertThat(digest("{'p':{'a':'b1:c','d':''}}")).isNotEqualTo(digest("{'p':{'a':'b','1:c':'d'}}"));
        assertThat(digest("[1,23]")).isNotEqualTo(digest("[12,3]"));
    }
}
