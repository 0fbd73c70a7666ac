package io.flywheel.command.lifecycle;

import io.flywheel.command.platform.DuplicateKeys;
import io.flywheel.command.platform.LastPosition;
import io.flywheel.command.platform.StoreFailures;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Runs work on aggregates in one transaction, again where somebody else was in the way. Whoever was in the way twice may
 * be so for ever, as two processes can be that are told about the same people: from then on the head of the log is held
 * before anybody is read, so that nobody else appends anything meanwhile.
 */
@Component
class Transactions {
    private static final int ATTEMPTS = 8;
    private static final int ATTEMPTS_BESIDE_OTHERS = 2;
    private static final String ALONE = "flywheel.alone";
    private final TransactionManager transactions;

    Transactions(TransactionManager transactions) {
        this.transactions = transactions;
    }

    /** @param position of the last event that was appended, 0 if none was */
    record Committed<R>(R result, long position) {}

    /** What is to be done in one unit of work; told whether it is done again because it failed before. */
    interface Task<R> {
        R run(UnitOfWork<?> work, boolean again);
    }

    /** @throws RuntimeException what the last attempt threw; then nothing was stored */
    <R> Committed<R> inOne(Object command, Task<R> task) {
        for (int attempt = 1; ; attempt++) {
            boolean again = attempt > 1;
            UnitOfWork<CommandMessage<?>> work =
                    DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage(command));
            work.attachTransaction(transactions);
            work.resources().put(ALONE, attempt > ATTEMPTS_BESIDE_OTHERS);
            ResultMessage<R> result = work.executeWithResult(() -> task.run(work, again));
            if (!result.isExceptional()) {
                Long position = LastPosition.of(work);
                return new Committed<>(result.getPayload(), position == null ? 0 : position);
            }
            Throwable failure = result.exceptionResult();
            if (attempt == ATTEMPTS || !mayPass(failure)) {
                throw failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                    ThreadLocalRandom.current().nextLong(1, 10L << Math.min(attempt, 5))));
        }
    }

    /** Whether the head of the log is to be held before anything is read. */
    static boolean isToBeAlone(UnitOfWork<?> work) {
        return Boolean.TRUE.equals(work.resources().get(ALONE));
    }

    /** Whether somebody else was in the way, so that it may go well another time. */
    static boolean mayPass(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyException || cause instanceof TransientDataAccessException) {
                return true;
            }
        }
        return StoreFailures.isContention(failure) || DuplicateKeys.isOne(failure);
    }
}
