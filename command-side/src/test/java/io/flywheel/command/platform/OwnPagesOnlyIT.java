package io.flywheel.command.platform;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.command.CommandSideForTests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@SpringBootTest(classes = CommandSideForTests.class, properties = "spring.mvc.problemdetails.enabled=true")
class OwnPagesOnlyIT {
    private static final String FOREIGN = "A page of another site";

    @Autowired
    WebApplicationContext context;

    private MockMvc http;

    @BeforeEach
    void open() {
        http = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/spend",
        "POST, /api/fits",
        "PUT, /api/models/aarrr",
        "POST, /api/models/aarrr/activate",
        "PUT, /api/campaigns/win-back",
        "POST, /api/campaigns/win-back/end",
        "POST, /api/sending/stop",
        "POST, /api/sending/resume",
        "POST, /api/imports",
        "POST, /api/imports/none/void",
        "POST, /api/quarantine/none/retry",
        "POST, /api/touchpoints/void",
        "PUT, /api/users/ada/consents/email",
        "DELETE, /api/users/ada/consents/email",
    })
    void a_page_of_another_site_writes_nothing(String method, String path) throws Exception {
        for (String site : new String[] {"cross-site", "same-site"}) {
            http.perform(write(method, path).header("Sec-Fetch-Site", site))
                    .andExpect(status().isForbidden())
                    .andExpect(jsonPath("$.detail", containsString(FOREIGN)));
        }
        http.perform(write(method, path).header("Origin", "https://evil.example"))
                .andExpect(status().isForbidden());
        // Whatever else these may say, it is not that.
        http.perform(write(method, path)).andExpect(content().string(not(containsString(FOREIGN))));
        http.perform(write(method, path).header("Sec-Fetch-Site", "same-origin"))
                .andExpect(content().string(not(containsString(FOREIGN))));
        http.perform(write(method, path).header("Origin", "http://localhost"))
                .andExpect(content().string(not(containsString(FOREIGN))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/fits", "/api/models", "/api/models/aarrr", "/api/campaigns", "/api/sending"})
    void whoever_only_reads_may(String path) throws Exception {
        http.perform(get(path).header("Sec-Fetch-Site", "cross-site")).andExpect(status().isOk());
    }

    private static MockHttpServletRequestBuilder write(String method, String path) {
        return request(HttpMethod.valueOf(method), path)
                .header("Host", "localhost")
                .contentType("application/json")
                .content("nonsense");
    }
}
