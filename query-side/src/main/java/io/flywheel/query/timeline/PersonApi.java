package io.flywheel.query.timeline;

import io.flywheel.api.timeline.PersonSummary;
import io.flywheel.api.timeline.TimelinePage;
import io.flywheel.query.platform.Csv;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** One person over HTTP: who she is, and everything that happened. */
@RestController
@RequestMapping("/api/users/{userId}")
@Tag(name = "People")
class PersonApi {
    private final Summaries summaries;
    private final Timelines timelines;
    private final JsonMapper json;

    PersonApi(Summaries summaries, Timelines timelines, JsonMapper json) {
        this.summaries = summaries;
        this.timelines = timelines;
        this.json = json;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Who somebody is: ids, activity, value, her stage in every model, and campaigns",
            description = "Stages are the recorded transitions, silence that has ended since included.")
    PersonSummary summary(
            @Parameter(description = "a userId, or kind:value", example = "1") @PathVariable String userId,
            @Parameter(
                            description = "touchpoints before this instant count, default now",
                            example = "1998-07-01T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable
                    String at,
            @Parameter(description = "what was known then: an instant or position:N")
                    @RequestParam(required = false)
                    @Nullable
                    String knownAt,
            @Parameter(description = "wait until this position has been seen") @RequestParam(required = false) @Nullable
                    String after,
            Locale locale) {
        return summaries.of(userId, at, knownAt, after, locale);
    }

    @GetMapping(path = "/timeline", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Everything that happened to somebody, in words",
            description =
                    "Titles are Chinese with Accept-Language: zh. Accept: text/csv or application/x-ndjson streams"
                            + " the whole story instead of a page; so does format=csv. In CSV, text that a spreadsheet would"
                            + " take for a formula begins with an apostrophe.")
    TimelinePage timeline(
            @Parameter(description = "a userId, or kind:value", example = "1") @PathVariable String userId,
            @ParameterObject TimelineQuestion question,
            Locale locale) {
        return timelines.page(userId, question, locale);
    }

    @GetMapping(path = "/timeline", produces = Csv.MEDIA_TYPE)
    @Hidden
    void csv(@PathVariable String userId, TimelineQuestion question, Locale locale, HttpServletResponse response)
            throws IOException {
        var story = timelines.whole(userId, question, locale);
        var out = TimelineExport.csv(Csv.attachment(response, Csv.MEDIA_TYPE, "timeline.csv"), json);
        story.accept(out);
        response.flushBuffer();
    }

    @GetMapping(path = "/timeline", produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Hidden
    void ndjson(@PathVariable String userId, TimelineQuestion question, Locale locale, HttpServletResponse response)
            throws IOException {
        var story = timelines.whole(userId, question, locale);
        var out = TimelineExport.ndjson(
                Csv.attachment(response, MediaType.APPLICATION_NDJSON_VALUE, "timeline.ndjson"), json);
        story.accept(out);
        response.flushBuffer();
    }

    /** For links, which cannot ask for a media type. */
    @GetMapping(path = "/timeline", params = "format=csv")
    @Hidden
    void csvLink(@PathVariable String userId, TimelineQuestion question, Locale locale, HttpServletResponse response)
            throws IOException {
        csv(userId, question, locale, response);
    }
}
