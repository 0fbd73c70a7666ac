package io.flywheel.command.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.EventFormat;
import io.flywheel.api.spend.SpendRecorded;
import io.flywheel.command.CommandSideForTests;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(classes = CommandSideForTests.class, properties = "spring.mvc.problemdetails.enabled=true")
class SpendApiIT {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final LocalDate DAY = LocalDate.of(2025, 12, 31);

    @Autowired
    WebApplicationContext context;

    @Autowired
    JdbcTemplate jdbc;

    private MockMvc http;
    private String channel = "";

    @BeforeEach
    void a_channel_of_its_own() {
        http = MockMvcBuilders.webAppContextSetup(context).build();
        channel = "channel-" + NEXT.incrementAndGet();
    }

    @Test
    void a_row_is_recorded_once_and_a_corrected_one_again() throws Exception {
        csv("2025-12-31," + channel + ",1.50,CNY")
                .andExpect(jsonPath("$.recorded").value(1));
        csv("2025-12-31," + channel + ",1.5,cny")
                .andExpect(jsonPath("$.recorded").value(0))
                .andExpect(jsonPath("$.unchanged").value(1));
        csv("2025-12-31," + channel + ",2,CNY").andExpect(jsonPath("$.recorded").value(1));
        csv("2025-12-31," + channel + ",1.50,CNY")
                .andExpect(jsonPath("$.recorded").value(1));
        assertThat(recorded(channel, DAY))
                .extracting(event -> event.money().amount().toPlainString())
                .containsExactly("1.50", "2", "1.50");
        assertThat(recorded(channel, DAY)).extracting(SpendRecorded::by).containsOnly("api");
    }

    @Test
    void each_day_and_currency_has_an_amount_of_its_own_and_a_new_year_a_new_stream() throws Exception {
        csv("2025-12-31," + channel + ",1,CNY", "2025-12-31," + channel + ",1,USD", "2026-01-01," + channel + ",1,CNY")
                .andExpect(jsonPath("$.rows").value(3))
                .andExpect(jsonPath("$.recorded").value(3));
        assertThat(recorded(channel, DAY)).hasSize(2);
        assertThat(recorded(channel, DAY.plusDays(1))).hasSize(1);
        assertThat(SpendYear.stream("广".repeat(64), DAY)).hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void columns_come_in_any_order_after_a_byte_order_mark_and_between_empty_lines() throws Exception {
        send("text/csv", "\uFEFF amount ,currency,date,channel\r\n\r\n1,CNY,2025-12-31," + channel + "\r\n\r\n")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.recorded").value(1));
    }

    @Test
    void one_bad_row_keeps_all_out() throws Exception {
        csv("2025-12-31," + channel + ",1,CNY", "2025-12-30," + channel + ",12,50,CNY", "2025-12-29,,-3,CNY")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.problems", hasSize(2)))
                .andExpect(jsonPath("$.problems[0].line").value(3))
                .andExpect(jsonPath("$.problems[0].reason", containsString("5 fields")))
                .andExpect(jsonPath("$.problems[1].line").value(4))
                .andExpect(jsonPath("$.problems[1].reason", containsString("\"channel\"")))
                .andExpect(jsonPath("$.problems[1].reason", containsString("\"amount\"")));
        assertThat(recorded(channel, DAY)).isEmpty();
    }

    @Test
    void text_that_is_not_utf_8_is_refused() throws Exception {
        byte[] gbk = "date,channel,amount,currency\n2025-12-31,广告,1,CNY".getBytes(Charset.forName("GBK"));
        http.perform(post("/api/spend").contentType("text/csv").content(gbk))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.problems[0].reason", containsString("UTF-8")));
    }

    @Test
    void another_header_is_refused_rather_than_understood_in_part() throws Exception {
        for (String header : List.of("", "date,channel,amount", "date,channel,amount,currency,campaign", "a,b,c,d")) {
            send("text/csv", header + "\n2025-12-31,ads,1,CNY")
                    .andExpect(status().is(422))
                    .andExpect(jsonPath("$.problems[0].line").value(1));
        }
    }

    @Test
    void a_field_that_never_ends_is_refused() throws Exception {
        for (String field : List.of("\"" + channel, "\"" + "x".repeat(200_000) + "\"", "x".repeat(200_000))) {
            csv("2025-12-31,ads,1,CNY", "2025-12-31," + field + ",1,CNY")
                    .andExpect(status().is(422))
                    .andExpect(jsonPath("$.problems", hasSize(1)));
        }
    }

    @Test
    void json_says_the_same_in_other_words() throws Exception {
        String row = "{\"date\":\"2025-12-31\",\"channel\":\"" + channel + "\",\"amount\":%s,\"currency\":\"CNY\"}";
        send("application/json", "{\"rows\":[" + row.formatted("\"1.50\"") + "," + row.formatted("1.5") + "]}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.recorded").value(1))
                .andExpect(jsonPath("$.unchanged").value(1));
        send("application/json", "{\"rows\":[" + row.formatted("true") + ",5," + row.formatted("1,\"ad\":2") + "]}")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.problems", hasSize(3)))
                .andExpect(jsonPath("$.problems[2].line").value(3));
        for (String bad : List.of("", "{", "[]", "{\"rows\":5}", "nonsense")) {
            send("application/json", bad).andExpect(status().is(422));
        }
    }

    @Test
    void rows_that_are_called_a_form_are_read_as_they_begin() throws Exception {
        String json = " {\"rows\":[{\"date\":\"2025-12-31\",\"channel\":\"" + channel
                + "\",\"amount\":\"2\",\"currency\":\"CNY\"}]}";
        String csv = "\uFEFFdate,channel,amount,currency\n2025-12-31," + channel + ",2,CNY\n";
        for (String type : List.of("application/x-www-form-urlencoded", "application/octet-stream")) {
            send(type, json).andExpect(status().isOk());
            send(type, csv)
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.unchanged").value(1));
        }
        assertThat(recorded(channel, DAY)).hasSize(1);
        for (String type : List.of("text/plain", "multipart/form-data", "application/xml", "nonsense")) {
            send(type, csv).andExpect(status().is(415));
        }
    }

    @Test
    void fifty_thousand_rows_go_in_at_once_and_not_one_more() throws Exception {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            rows.add(LocalDate.of(2020, 1, 1).plusDays(i / 50) + "," + channel + "-" + i % 50 + "," + i + ",CNY");
        }
        String[] all = rows.toArray(String[]::new);
        csv(all).andExpect(status().isOk()).andExpect(jsonPath("$.recorded").value(50_000));
        csv(all).andExpect(jsonPath("$.recorded").value(0))
                .andExpect(jsonPath("$.unchanged").value(50_000));
        rows.add("2026-01-01," + channel + ",1,CNY");
        csv(rows.toArray(String[]::new)).andExpect(status().is(413));
        assertThat(recorded(channel, LocalDate.of(2026, 1, 1))).isEmpty();
    }

    @Test
    void what_several_send_at_the_same_time_is_recorded_once() throws Exception {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add("2025-12-31," + channel + "-" + i + ",1,CNY");
        }
        int recorded = 0;
        try (ExecutorService senders = Executors.newFixedThreadPool(4)) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                // Each in an order of its own.
                List<String> turned = new ArrayList<>(rows.subList(i * 25, 100));
                turned.addAll(rows.subList(0, i * 25));
                answers.add(senders.submit(() -> csv(turned.toArray(String[]::new))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString()));
            }
            for (Future<String> answer : answers) {
                recorded += JsonMapper.shared()
                        .readTree(answer.get())
                        .get("recorded")
                        .asInt();
            }
        }
        assertThat(recorded).isEqualTo(100);
        assertThat(recorded(channel + "-7", DAY)).hasSize(1);
    }

    private ResultActions csv(String... rows) throws Exception {
        return send("text/csv", "date,channel,amount,currency\n" + String.join("\n", rows) + "\n");
    }

    private ResultActions send(String type, String body) throws Exception {
        return http.perform(post("/api/spend").contentType(type).content(body.getBytes(StandardCharsets.UTF_8)));
    }

    private List<SpendRecorded> recorded(String channel, LocalDate day) {
        return jdbc.query(
                "SELECT payload FROM ledger_event WHERE stream = ? ORDER BY sequence",
                (row, number) ->
                        (SpendRecorded) EventFormat.read(EventFormat.typeOf(SpendRecorded.class), row.getBytes(1)),
                SpendYear.stream(channel, day));
    }
}
