package io.flywheel.query.winback;

import io.flywheel.query.platform.Problems;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Lets one question at a time go through everybody; whoever asks meanwhile is told to ask again, instead of waiting. */
@Component
class OneAtATime {
    private final Semaphore turn = new Semaphore(1);

    /** @throws org.springframework.web.ErrorResponseException 429 while another one is worked on */
    <T> T answer(Supplier<T> question) {
        if (!turn.tryAcquire()) {
            throw Problems.overloaded("A campaign is just being tried on the past, which goes through everybody."
                    + " Ask again when that is answered.");
        }
        try {
            return question.get();
        } finally {
            turn.release();
        }
    }
}
