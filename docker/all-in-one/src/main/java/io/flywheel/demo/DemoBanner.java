package io.flywheel.demo;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page the attribute {@code demo}: the sample population's name, absent where the data are real. */
@ControllerAdvice(annotations = Controller.class)
class DemoBanner {
    private final DemoState state;

    DemoBanner(DemoState state) {
        this.state = state;
    }

    @ModelAttribute("demo")
    @Nullable
    String demo() {
        return state.shown();
    }
}
