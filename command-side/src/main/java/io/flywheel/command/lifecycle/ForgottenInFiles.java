package io.flywheel.command.lifecycle;

import org.springframework.dao.TransientDataAccessException;

/** Keeps rows of files from being recorded while somebody who was forgotten, by whatever process, may be in them. */
public interface ForgottenInFiles {
    /**
     * Asks the store. Between the append and the commit the answer is final: an erasure needs the head of the log as well.
     *
     * @throws TransientDataAccessException if somebody has to be taken out of this process's files first
     */
    void requireNone();
}
