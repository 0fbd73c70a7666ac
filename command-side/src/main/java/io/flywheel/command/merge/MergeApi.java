package io.flywheel.command.merge;

import io.flywheel.command.lifecycle.PersonMerger;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Makes one person of two, and two of one. */
@RestController
@RequestMapping("/api/users/{userId}")
@Tag(name = "Identity", description = "Who is who")
class MergeApi {
    /** Who asked, as the timeline shows it: whoever may speak to this API. */
    private static final String BY = "api";

    private static final int MOST_IDS = 100;
    private static final String WITH = """
            {"with":"anonymousId:visitor-7"}""";
    private static final String IDS = """
            {"ids":["anonymousId:visitor-7"]}""";

    private final PersonMerger merger;

    MergeApi(PersonMerger merger) {
        this.merger = merger;
    }

    record With(@Nullable String with) {}

    /** @param ids none to undo a merge */
    record Ids(@Nullable List<@Nullable String> ids) {}

    /**
     * @param merged whether they were two before
     * @param position of the log, at which it is known; 0 if they were one
     */
    record Merged(boolean merged, long position) {}

    /** @param position of the log, at which it is known */
    record Split(long position) {}

    @PostMapping("/merge")
    @Operation(
            summary = "Says that two ids are of one person: her lifecycle is the fold of all her touchpoints",
            description = "Services do the same with identify and alias, wherever at most one of the two has a userId."
                    + " Asking again changes nothing. Whatever was recorded stays where it is, so a split undoes it.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(WITH)))
    @ApiResponse(responseCode = "200", description = "They are one person, on disk")
    @ApiResponse(responseCode = "404", description = "One of the ids is nobody's", content = @Content)
    Merged merge(
            @Parameter(description = "a userId, or kind:value", example = "ada") @PathVariable String userId,
            @RequestBody With body) {
        String with = MergeProblems.required("with", body.with());
        PersonMerger.Outcome done = merger.merge(userId, with, BY);
        return new Merged(done.changed(), done.position());
    }

    @PostMapping("/split")
    @Operation(
            summary = "Undoes a merge, or says that some of a person's ids are somebody else's",
            description = "Without ids: undoes the merge by which the id in the path came to this person, or else the"
                    + " latest one. With ids: these, and what arrived under nothing else, become a person of their own."
                    + " What arrived meanwhile goes to whom it belongs. No call of a service merges the two again; only"
                    + " a request to merge does.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = false,
            content = @Content(examples = @ExampleObject(IDS)))
    @ApiResponse(responseCode = "200", description = "They are two people, on disk")
    @ApiResponse(responseCode = "404", description = "The id is nobody's", content = @Content)
    @ApiResponse(responseCode = "409", description = "There is nothing to be split", content = @Content)
    Split split(
            @Parameter(description = "a userId, or kind:value", example = "ada") @PathVariable String userId,
            @RequestBody(required = false) @Nullable Ids body) {
        List<@Nullable String> ids = body == null || body.ids() == null ? List.of() : body.ids();
        if (ids.size() > MOST_IDS) {
            throw MergeProblems.invalid("\"ids\" may name " + MOST_IDS + " ids.");
        }
        List<String> named =
                ids.stream().map(id -> MergeProblems.required("ids", id)).toList();
        PersonMerger.Outcome done = named.isEmpty() ? merger.unmerge(userId, BY) : merger.split(userId, named, BY);
        return new Split(done.position());
    }
}
