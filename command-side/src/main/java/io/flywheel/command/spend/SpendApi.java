package io.flywheel.command.spend;

import io.flywheel.command.platform.LastPosition;
import io.flywheel.command.platform.RawBodyFilter;
import io.flywheel.command.platform.Retried;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes in what advertising cost, per channel and day. */
@RestController
@RequestMapping("/api/spend")
@Tag(name = "Value")
class SpendApi {
    private static final String CSV = "text/csv";
    private static final int MOST_ROWS = 50_000;
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final String CSV_EXAMPLE = """
            date,channel,amount,currency
            2026-01-31,ads,120.50,CNY
            """;
    private static final String JSON_EXAMPLE = """
            {"rows":[{"date":"2026-01-31","channel":"ads","amount":"120.50","currency":"CNY"}]}""";

    private final CommandGateway commands;
    private final JdbcTemplate ledger;

    SpendApi(CommandGateway commands, JdbcTemplate ledger) {
        this.commands = commands;
        this.ledger = ledger;
    }

    /**
     * @param recorded rows that said something new
     * @param unchanged rows that said what was known
     * @param position of the log, at which all of them are known
     */
    record Answer(int rows, int recorded, int unchanged, long position) {}

    @PostMapping
    @Operation(
            summary = "Ad spend per channel and day: what CAC and LTV:CAC are made of, see GET /api/ltv?by=channel",
            description = "Up to 50,000 rows, all or none. A row says what was spent in a channel on a day (of the zone"
                    + " that figures are told in) altogether: sent again it changes nothing, and with another amount"
                    + " it replaces the one known before. The channel is that of people's first touchpoint.")
    @RequestBody(
            content = {
                @Content(mediaType = CSV, schema = @Schema(type = "string"), examples = @ExampleObject(CSV_EXAMPLE)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(type = "object"),
                        examples = @ExampleObject(JSON_EXAMPLE))
            })
    @ApiResponse(responseCode = "200", description = "All rows are known")
    @ApiResponse(responseCode = "413", description = "More than 50,000 rows or 16 MB", content = @Content)
    @ApiResponse(
            responseCode = "422",
            description = "Nothing was recorded; 'problems' names every bad row with line and reason",
            content = @Content)
    Answer receive(HttpServletRequest request, @Nullable Principal who)
            throws IOException, HttpMediaTypeNotSupportedException {
        SpendType type = SpendType.of(RawBodyFilter.sentType(request));
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw SpendRefused.tooLarge("One request may have 16 MB; send the other rows in further ones.");
        }
        List<Spent> rows =
                SpendPolicy.check(type.isCsv(body) ? SpendCsv.rows(body, MOST_ROWS) : SpendJson.rows(body, MOST_ROWS));
        int recorded = Retried.until(
                () -> commands.<Integer>sendAndWait(new RecordSpend(rows, who == null ? "api" : who.getName())));
        return new Answer(rows.size(), recorded, rows.size() - recorded, LastPosition.ofLog(ledger));
    }
}
