package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
        classes = IngestionApp.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "flywheel.data=target/test-data/list",
        })
class ImportListIT {
    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private ImportNames names;

    private Http http;

    @BeforeEach
    void start() {
        http = new Http(port);
        jdbc.update("DELETE FROM bulk_import");
    }

    private void imported(String id, long startedAt) {
        jdbc.update("""
                INSERT INTO bulk_import (id, name, source, recipe, state, bytes, bytes_read, rows_read, recorded,
                    duplicate, quarantined, position, busy_millis, started_at)
                VALUES (?, ?, 'local', '{}', 'done', 0, 0, 0, 0, 0, 0, 0, 0, ?)""", id, names.sealed(id, "x"), startedAt);
    }

    private JsonNode page(String query) {
        return http.get("/api/imports" + query).json();
    }

    private static List<String> ids(JsonNode page) {
        return page.get("items")
                .valueStream()
                .map(item -> item.get("id").asString())
                .toList();
    }

    @Test
    void the_list_is_paged_newest_first_and_equal_times_go_by_id() {
        imported("old", 1);
        imported("b", 2);
        imported("c", 2);
        imported("a", 2);
        imported("new", 3);
        List<List<String>> pages = new ArrayList<>();
        JsonNode page = page("?limit=2");
        while (!page.get("next").isNull()) {
            pages.add(ids(page));
            page = page("?limit=2&cursor=" + page.get("next").asString());
        }
        pages.add(ids(page));
        assertThat(pages).containsExactly(List.of("new", "a"), List.of("b", "c"), List.of("old"));
    }

    @Test
    void an_import_that_starts_while_one_pages_moves_nothing() {
        imported("one", 1);
        imported("two", 2);
        JsonNode first = page("?limit=1");
        imported("three", 3);
        JsonNode second = page("?limit=1&cursor=" + first.get("next").asString());
        assertThat(ids(first)).containsExactly("two");
        assertThat(ids(second)).containsExactly("one");
        JsonNode third = page("?limit=1&cursor=" + second.get("next").asString());
        assertThat(ids(third)).isEmpty();
        assertThat(third.get("next").isNull()).isTrue();
    }

    @Test
    void a_limit_or_a_cursor_that_is_none_is_refused() {
        for (String query : List.of("limit=0", "limit=1001", "limit=x", "cursor=!!", "cursor=MTI", "cursor=eCB5")) {
            assertThat(http.get("/api/imports?" + query).status()).as(query).isEqualTo(400);
        }
    }
}
