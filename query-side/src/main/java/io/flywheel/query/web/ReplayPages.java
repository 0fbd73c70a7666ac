package io.flywheel.query.web;

import io.flywheel.query.platform.ProjectionStates;
import io.flywheel.query.platform.ProjectionStatus;
import io.flywheel.query.replay.ReplayProgress;
import io.flywheel.query.replay.ReplaySteps;
import io.flywheel.query.replay.Replays;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of the read models: how far each is, and buttons to rebuild it and to go back. */
@Controller
@Hidden
class ReplayPages {
    private final ProjectionStates states;
    private final Replays replays;
    private final ReplaySteps steps;

    ReplayPages(ProjectionStates states, Replays replays, ReplaySteps steps) {
        this.states = states;
        this.replays = replays;
        this.steps = steps;
    }

    /** A line of the page. */
    record Line(ProjectionStatus status, @Nullable ReplayProgress replay) {
        public boolean isBuilding() {
            return replay != null && !replay.hasEnded();
        }

        public boolean isReversible() {
            return replay != null && replay.state().equals("live") && replay.rollbackTo() != null;
        }
    }

    @GetMapping("/replays")
    String all(Model page) {
        page.addAttribute(
                "lines",
                states.all().stream()
                        .map(status ->
                                new Line(status, replays.latest(status.name()).orElse(null)))
                        .toList());
        return "replays";
    }

    @PostMapping("/replays")
    String start(
            @RequestParam String projection,
            @RequestParam(defaultValue = "false") boolean byHand,
            Model page,
            HttpServletResponse response) {
        return done(() -> steps.start(projection, byHand), page, response);
    }

    @PostMapping("/replays/{id}/switch")
    String switchOver(@PathVariable String id, Model page, HttpServletResponse response) {
        return done(() -> steps.switchOver(id), page, response);
    }

    @PostMapping("/replays/{id}/rollback")
    String rollBack(@PathVariable String id, Model page, HttpServletResponse response) {
        return done(() -> steps.rollBack(id), page, response);
    }

    @PostMapping("/replays/{id}/cancel")
    String cancel(@PathVariable String id, Model page, HttpServletResponse response) {
        return done(() -> steps.cancel(id), page, response);
    }

    @PostMapping("/replays/{id}/discard")
    String discard(@PathVariable String id, Model page, HttpServletResponse response) {
        return done(() -> steps.discard(id), page, response);
    }

    /** Shows the page anew, so that loading it again does not send the form again. */
    private String done(Runnable step, Model page, HttpServletResponse response) {
        try {
            step.run();
            return "redirect:/replays";
        } catch (ErrorResponseException problem) {
            response.setStatus(problem.getStatusCode().value());
            page.addAttribute("problem", problem.getBody());
            return all(page);
        }
    }
}
