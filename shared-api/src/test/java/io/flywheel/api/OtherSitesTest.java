package io.flywheel.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherSitesTest {
    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site, true",
        "Sec-Fetch-Site, same-site, true",
        "Sec-Fetch-Site, same-origin, false",
        "Sec-Fetch-Site, none, false",
        "Origin, https://evil.example, true",
        "Origin, null, true",
        "Origin, :, true",
        "Origin, http://localhost:8080, false",
        "Origin, https://flywheel.example, false",
    })
    void a_browser_says_for_whom_it_sends(String name, String value, boolean foreign) {
        Map<String, String> headers =
                Map.of(name, value, "Host", "localhost:8080", "X-Forwarded-Host", "flywheel.example");
        for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE"}) {
            assertThat(OtherSites.wouldChangeSomething(method, headers::get)).isEqualTo(foreign);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void reading_changes_nothing(String method) {
        assertThat(OtherSites.wouldChangeSomething(method, Map.of("Sec-Fetch-Site", "cross-site")::get))
                .isFalse();
    }

    @Test
    void what_is_no_browser_says_nothing_and_passes() {
        assertThat(OtherSites.wouldChangeSomething("POST", Map.of("Host", "localhost")::get))
                .isFalse();
    }

    @Test
    void what_the_browser_says_of_the_site_counts_more_than_an_origin() {
        Map<String, String> headers =
                Map.of("Sec-Fetch-Site", "cross-site", "Origin", "http://localhost", "Host", "localhost");
        assertThat(OtherSites.wouldChangeSomething("POST", headers::get)).isTrue();
    }
}
