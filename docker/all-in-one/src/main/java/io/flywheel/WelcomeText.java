package io.flywheel;

import java.io.PrintStream;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says once, when the product serves, where to look and what to type. */
@Component
class WelcomeText {
    private static final String LOCAL = "local";

    @EventListener
    @Order(0)
    void print(ApplicationReadyEvent ready) {
        print(ready.getApplicationContext().getEnvironment(), System.out);
    }

    void print(Environment environment, PrintStream out) {
        boolean wellKnownKey = !Binder.get(environment)
                .bind("flywheel.sources", Bindable.mapOf(String.class, Object.class))
                .isBound();
        String key = wellKnownKey ? LOCAL : "<write key>";
        String url = "http://localhost:" + environment.getProperty("local.server.port", "8080");
        out.println("""

                Flywheel is running.

                  Look            %1$s
                  API             %1$s/swagger-ui.html   (OpenAPI: %1$s/v3/api-docs)
                  Data folder     %2$s
                  Write key       %3$s

                  Send one touchpoint:
                    curl -u %3$s: %1$s/v1/track -H 'Content-Type: application/json' \\
                      -d '{"messageId":"hello-1","userId":"ada","event":"Signed Up"}'

                  Ask where everybody stands:
                    curl '%1$s/api/stages?model=aarrr'
                """.formatted(url, environment.getProperty("flywheel.data"), key));
        if (wellKnownKey && !isLoopback(environment.getProperty("server.address", ""))) {
            out.println("""
                  CAUTION: other machines can reach this address and everybody knows the write key 'local'.
                  Set one of your own with --flywheel.sources.<name>.write-key=<secret>.
                """);
        }
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("localhost") || address.equals("::1");
    }
}
