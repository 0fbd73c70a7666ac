package io.flywheel.command.lifecycle;

import org.springframework.stereotype.Component;

/** Takes touchpoints out of the fold: one, or all of an import. */
@Component
public class TouchpointVoider {
    /** @return how many were voided now; 0 if there is none, or it is voided already */
    public int voidOne(String source, String messageId, String reason, String by) {
        throw new IllegalStateException();
    }

    /** @return how many were voided now */
    public int voidImport(String importId, String reason, String by) {
        throw new IllegalStateException();
    }
}
