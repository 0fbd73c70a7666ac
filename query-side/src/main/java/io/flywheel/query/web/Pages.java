package io.flywheel.query.web;

import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.timeline.PersonSummary;
import io.flywheel.api.timeline.TimelinePage;
import io.flywheel.query.platform.CommandSide;
import io.flywheel.query.platform.Models;
import io.flywheel.query.timeline.Summaries;
import io.flywheel.query.timeline.TimelineQuestion;
import io.flywheel.query.timeline.Timelines;
import io.flywheel.query.why.WhyQueries;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** The pages of figures and the page of one person. */
@Controller
@Hidden
class Pages {
    private static final int ITEMS = 50;

    private final StoreState store;
    private final Models models;
    private final Summaries summaries;
    private final Timelines timelines;
    private final WhyQueries why;
    private final Identities identities;
    private final CommandSide commandSide;

    Pages(
            StoreState store,
            Models models,
            Summaries summaries,
            Timelines timelines,
            WhyQueries why,
            Identities identities,
            CommandSide commandSide) {
        this.store = store;
        this.models = models;
        this.summaries = summaries;
        this.timelines = timelines;
        this.why = why;
        this.identities = identities;
        this.commandSide = commandSide;
    }

    @GetMapping("/")
    String stages(Model page, Locale locale) {
        return figures("stage", page, locale);
    }

    @GetMapping("/rfm")
    String buyers(Model page, Locale locale) {
        return figures("rfm", page, locale);
    }

    @GetMapping("/value")
    String value(Model page, Locale locale) {
        return figures("value", page, locale);
    }

    /** A page that only offers its question; its scripts fetch the answers. */
    private String figures(String name, Model page, Locale locale) {
        page.addAttribute("empty", store.isEmpty());
        page.addAttribute(
                "models",
                models.active().stream().map(model -> Choice.of(model, locale)).toList());
        return name;
    }

    /** Where the look-up box leads without scripts. */
    @GetMapping("/users")
    String find(@RequestParam(defaultValue = "") String id) {
        return id.isBlank() ? "redirect:/" : "redirect:/users/" + inPath(id.strip());
    }

    /** What the look-up box shows while one types. */
    @GetMapping("/people")
    String look(@RequestParam(defaultValue = "") String id, Model page, Locale locale) {
        page.addAttribute("id", id.strip());
        page.addAttribute("inPath", inPath(id.strip()));
        if (!id.isBlank()) {
            try {
                page.addAttribute("person", summaries.of(id.strip(), null, null, null, locale));
            } catch (ErrorResponseException nobody) {
                page.addAttribute("nobody", true);
            }
        }
        return "layout :: found";
    }

    @GetMapping("/users/{id}")
    String person(
            @PathVariable String id,
            @RequestParam(defaultValue = "desc") String order,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String after,
            Model page,
            HttpServletResponse response,
            Locale locale) {
        page.addAttribute("id", id);
        page.addAttribute("inPath", inPath(id));
        page.addAttribute("order", order.equals("asc") ? "asc" : "desc");
        try {
            PersonSummary summary = summaries.of(id, null, null, after, locale);
            TimelinePage timeline = timelines.page(id, TimelineQuestion.ordered(order, ITEMS, cursor), locale);
            page.addAttribute("person", summary);
            page.addAttribute("timeline", timeline);
            changes(id, summary, page);
            if (cursor == null) {
                page.addAttribute(
                        "whys",
                        why.everywhere(id, locale).stream().map(Reasons::of).toList());
            }
            return "timeline";
        } catch (ErrorResponseException problem) {
            response.setStatus(problem.getStatusCode().value());
            page.addAttribute("problem", problem.getBody());
            return "problem";
        }
    }

    /** Her ids, and what it takes to change something: buttons where the command side is here, calls otherwise. */
    private void changes(String id, PersonSummary summary, Model page) {
        ExternalId shown = summary.ids().stream()
                .findFirst()
                .map(first -> new ExternalId(first.kind(), first.value()))
                .orElseGet(() -> ExternalId.parse(id));
        page.addAttribute("shown", shown);
        page.addAttribute("known", identities.of(id, summary.position()));
        page.addAttribute("elsewhere", commandSide.elsewhere().orElse(null));
        page.addAttribute("calls", PersonCalls.of(commandSide.elsewhere().orElse(""), shown));
    }

    /** An id as one part of a path: templates' own encoding would let its slashes and semicolons part it. */
    static String inPath(String id) {
        return UriUtils.encodePathSegment(id, StandardCharsets.UTF_8).replace(";", "%3B");
    }
}
