package io.flywheel.api.privacy;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key as it is in memory only: what it is made of cannot be asked for, so that it ends up in no log. */
public final class DataKey {
    static final int BYTES = 32;

    private final SecretKey aes;

    DataKey(byte[] bytes) {
        this.aes = new SecretKeySpec(bytes, "AES");
    }

    SecretKey aes() {
        return aes;
    }
}
