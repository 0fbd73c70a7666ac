package io.flywheel.command.platform;

import java.util.function.Supplier;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/** Decides anew where another process has written to the same stream in the meantime: what it wrote may matter. */
public final class Retried {
    private static final int ATTEMPTS = 5;

    private Retried() {}

    public static <T> T until(Supplier<T> settled) {
        for (int i = 1; ; i++) {
            try {
                return settled.get();
            } catch (ConcurrencyException | AggregateStreamCreationException e) {
                if (i == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
