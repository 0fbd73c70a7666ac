package io.flywheel.query.platform;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows operators and scripts how far every read model is. */
@RestController
class ProjectionsApi {
    private final ProjectionStates states;

    ProjectionsApi(ProjectionStates states) {
        this.states = states;
    }

    @GetMapping("/api/projections")
    List<ProjectionStatus> all() {
        return states.all();
    }
}
