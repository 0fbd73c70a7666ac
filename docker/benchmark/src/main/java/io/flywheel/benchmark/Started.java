package io.flywheel.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** The product in this very process, which was started by the product's launcher. */
record Started(ConfigurableApplicationContext context) {

    static Started with(String data, List<String> options) throws ReflectiveOperationException {
        List<String> all =
                new ArrayList<>(List.of("--server.port=0", "--flywheel.data=" + data, "--flywheel.demo=none"));
        all.addAll(options);
        // The all-in-one is not on this program's class path: it is what is measured, not what measures.
        return new Started((ConfigurableApplicationContext) Class.forName("io.flywheel.Flywheel")
                .getMethod("start", String[].class)
                .invoke(null, (Object) all.toArray(String[]::new)));
    }

    /** To this very process. */
    Api api() {
        return new Api(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }
}
