package io.flywheel.api.identity;

import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hides external ids behind HMAC-SHA-256 with the installation's secret, so that no plain id is a key anywhere. */
public final class BlindIndex {
    private final ThreadLocal<Mac> mac;

    /** @param secret at least 16 random bytes, the same for every process of an installation and for ever */
    public BlindIndex(byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("the installation secret needs at least 16 bytes");
        }
        SecretKeySpec key = new SecretKeySpec(secret.clone(), "HmacSHA256");
        this.mac = ThreadLocal.withInitial(() -> {
            try {
                Mac instance = Mac.getInstance("HmacSHA256");
                instance.init(key);
                return instance;
            } catch (NoSuchAlgorithmException | InvalidKeyException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The index of an id: 128 bits as 22 URL-safe characters. */
    public String of(ExternalId id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac("id", id.kind(), id.value()));
    }

    public TouchpointKey touchpoint(String source, String messageId) {
        return TouchpointKey.of(hmac("touchpoint", source, messageId));
    }

    /** The name of a key that whoever knows the secret finds without asking: for the purpose, and the one it is for. */
    public KeyName key(String purpose, String of) {
        return KeyName.of(hmac("key", purpose, of));
    }

    /** What tells one content from another, and lets nobody guess it: 128 bits as 22 URL-safe characters. */
    public String digest(String content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac("digest", "", content));
    }

    private byte[] hmac(String purpose, String first, String second) {
        Mac instance = mac.get();
        instance.update(purpose.getBytes(StandardCharsets.UTF_8));
        instance.update((byte) 0);
        instance.update(first.getBytes(StandardCharsets.UTF_8));
        instance.update((byte) 0);
        return Arrays.copyOf(instance.doFinal(second.getBytes(StandardCharsets.UTF_8)), 16);
    }
}
