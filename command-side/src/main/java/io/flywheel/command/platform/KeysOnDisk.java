package io.flywheel.command.platform;

import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.privacy.KeyName;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.springframework.dao.DataAccessResourceFailureException;

/** Makes keys before anything is recorded that is sealed under them: a key without events does no harm. */
public final class KeysOnDisk {
    private KeysOnDisk() {}

    /** @throws DataAccessResourceFailureException if there is no place for them, which passes like a store that is away */
    public static void make(KeyKeeper keys, Collection<KeyName> names) {
        if (names.isEmpty()) {
            return;
        }
        try {
            keys.create(names);
        } catch (UncheckedIOException e) {
            throw new DataAccessResourceFailureException("there is no place for keys", e);
        }
    }
}
