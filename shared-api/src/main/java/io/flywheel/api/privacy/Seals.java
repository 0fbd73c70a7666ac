package io.flywheel.api.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;

/**
 * Seals what is personal and opens it again. Both name the place where it stands: what is moved to another event, field
 * or person does not open. Safe for threads.
 */
public final class Seals {
    private static final String VERSION = "v1.";
    private static final int NAME = 22;
    private static final int BODY = VERSION.length() + NAME + 1;

    private final Keys keys;

    public Seals(Keys keys) {
        this.keys = keys;
    }

    /** @return none if the key was destroyed, for then nobody may read it any more */
    public Optional<Sealed> seal(KeyName name, Place place, String text) {
        return keys.find(name).map(key -> seal(key, name, place, text));
    }

    private static Sealed seal(DataKey key, KeyName name, Place place, String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        byte[] nonce = Aes.random(Aes.NONCE);
        byte[] sealed = new byte[Aes.NONCE + plain.length + Aes.TAG];
        System.arraycopy(nonce, 0, sealed, 0, Aes.NONCE);
        Aes.encrypt(key.aes(), nonce, place.under(name), plain, plain.length, sealed, Aes.NONCE);
        return new Sealed(
                VERSION + name + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
    }

    /**
     * @return none if it is erased: its key was destroyed
     * @throws CannotOpen if it was changed, cut off or put elsewhere
     * @throws KeyMissing if there never was such a key
     */
    public Optional<String> open(Sealed sealed, Place place) {
        String envelope = sealed.envelope();
        if (!envelope.startsWith(VERSION) || envelope.length() < BODY || envelope.charAt(BODY - 1) != '.') {
            throw new CannotOpen(place, "this is no seal that is known here", null);
        }
        KeyName name;
        byte[] body;
        try {
            name = KeyName.parse(envelope.substring(VERSION.length(), BODY - 1));
            body = Base64.getUrlDecoder().decode(envelope.substring(BODY));
        } catch (IllegalArgumentException broken) {
            throw new CannotOpen(place, "its text is broken", null);
        }
        if (body.length < Aes.NONCE + Aes.TAG) {
            throw new CannotOpen(place, "it is cut off", null);
        }
        return keys.find(name).map(key -> open(key, name, place, body));
    }

    private static String open(DataKey key, KeyName name, Place place, byte[] body) {
        try {
            return new String(Aes.decrypt(key.aes(), place.under(name), body, 0), StandardCharsets.UTF_8);
        } catch (AEADBadTagException changed) {
            throw new CannotOpen(
                    place, "it was changed, cut off, or sealed for another place or under another key", changed);
        }
    }
}
