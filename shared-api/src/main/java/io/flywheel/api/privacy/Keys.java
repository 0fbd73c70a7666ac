package io.flywheel.api.privacy;

import java.util.Optional;

/** Whatever knows data keys by their names. */
public interface Keys {
    /**
     * Safe for threads.
     *
     * @return none if the key was destroyed: what is sealed under it is erased
     * @throws KeyMissing if there never was such a key
     */
    Optional<DataKey> find(KeyName name);
}
