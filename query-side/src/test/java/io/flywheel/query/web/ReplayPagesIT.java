package io.flywheel.query.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.query.PersonWorld;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

@SpringBootTest(classes = PersonWorld.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
class ReplayPagesIT extends BrowsedPages {
    private String page(String language) throws Exception {
        return mvc.perform(get("/replays").header("Accept-Language", language).header("Accept", "text/html"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Security-Policy", Matchers.startsWith("default-src 'self';")))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void every_read_model_has_a_line_with_a_button_in_both_languages() throws Exception {
        assertThat(page("en"))
                .contains("How far each has read the log", "Rebuild definition", "Rebuild stage", "Rebuild timeline")
                .doesNotContain("??", "<progress", "Roll back")
                .doesNotContainPattern("<script(?![^>]*src)")
                .doesNotContain("style=");
        assertThat(page("zh")).contains("重建 stage", "落后事件数").doesNotContain("??");
        mvc.perform(get("/js/replays.js")).andExpect(status().isOk());
    }

    @Test
    void the_buttons_are_those_that_can_be_used() throws Exception {
        mvc.perform(post("/replays").param("projection", "stage").param("byHand", "true"))
                .andExpect(redirectedUrl("/replays"));
        await().untilAsserted(() -> assertThat(page("en"))
                .contains(
                        ">ready<",
                        "<progress",
                        "/replays/stage-2/switch",
                        "/replays/stage-2/cancel",
                        "Rebuild timeline")
                .doesNotContain("Rebuild stage", "/rollback", "??"));
        mvc.perform(post("/replays/stage-2/switch")).andExpect(redirectedUrl("/replays"));
        assertThat(page("zh"))
                .contains("使用中", "/replays/stage-2/rollback", "/replays/stage-2/discard")
                .doesNotContain("<progress", "/cancel", "??");
        mvc.perform(post("/replays/stage-2/rollback")).andExpect(redirectedUrl("/replays"));
        assertThat(page("en")).contains("rolled back", "Rebuild stage").doesNotContain("/discard", "??");
    }

    @Test
    void what_cannot_be_done_is_told_on_the_page() throws Exception {
        String page = mvc.perform(post("/replays/stage-7/cancel"))
                .andExpect(status().isNotFound())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("There is no replay stage-7", "How far each has read the log");
    }
}
