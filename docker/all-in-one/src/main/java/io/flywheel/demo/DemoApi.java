package io.flywheel.demo;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets a script or a page tell sample data from real data. */
@RestController
@Tag(name = "Demo")
class DemoApi {
    private final DemoState state;

    DemoApi(DemoState state) {
        this.state = state;
    }

    @GetMapping("/api/demo")
    @Operation(summary = "Which sample population the store holds, if any, and how far it is loaded")
    DemoState.Report demo() {
        return state.report();
    }
}
