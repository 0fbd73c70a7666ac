package io.flywheel.api.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The keys under which data keys are wrapped: the newest wraps, the older ones open until everything is wrapped anew. */
final class MasterKeys {
    private static final byte[] PURPOSE = "flywheel master key".getBytes(StandardCharsets.US_ASCII);

    /** By id, the newest first. */
    private final Map<Long, SecretKey> keys = new LinkedHashMap<>();

    private MasterKeys(List<byte[]> newestFirst) {
        newestFirst.forEach(bytes -> keys.put(id(bytes), new SecretKeySpec(bytes, "AES")));
    }

    /**
     * @param text one key per line in Base64; white space and commas separate, and what follows a # says nothing
     * @param where it comes from, for who has to mend it
     */
    static MasterKeys parse(String text, String where) {
        try {
            List<byte[]> keys = text.lines()
                    .map(line -> line.replaceFirst("#.*", ""))
                    .flatMap(line -> List.of(line.split("[\\s,]+")).stream())
                    .filter(word -> !word.isEmpty())
                    .map(word -> Base64.getDecoder().decode(word))
                    .toList();
            if (!keys.isEmpty() && keys.stream().allMatch(key -> key.length == DataKey.BYTES)) {
                return new MasterKeys(keys);
            }
        } catch (IllegalArgumentException broken) {
            // told below, without its message: that quotes
        }
        throw KeysRefused.malformed(where);
    }

    /** Says nothing about the key, but which it is. */
    private static long id(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(PURPOSE);
            return ByteBuffer.wrap(digest.digest(key)).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(long id) {
        return HexFormat.of().toHexDigits(id);
    }

    long newest() {
        return keys.keySet().iterator().next();
    }

    boolean has(long id) {
        return keys.containsKey(id);
    }

    List<String> ids() {
        return keys.keySet().stream().map(MasterKeys::text).toList();
    }

    /** @param master which of these is to wrap it */
    Slot wrap(KeyName name, byte[] key, long master) {
        byte[] nonce = Aes.random(Aes.NONCE);
        byte[] wrapped = new byte[Slot.WRAPPED];
        System.arraycopy(nonce, 0, wrapped, 0, Aes.NONCE);
        Aes.encrypt(Objects.requireNonNull(keys.get(master)), nonce, name.bytes(), key, key.length, wrapped, Aes.NONCE);
        return Slot.of(name, master, wrapped);
    }

    /** @return null if it is wrapped under a key that is not among these */
    byte @Nullable [] unwrap(Slot slot) {
        SecretKey key = keys.get(slot.master());
        if (key == null) {
            return null;
        }
        try {
            return Aes.decrypt(key, slot.name().bytes(), slot.wrapped(), 0);
        } catch (AEADBadTagException changed) {
            throw new IllegalStateException("the key " + slot.name() + " was changed in its file", changed);
        }
    }
}
