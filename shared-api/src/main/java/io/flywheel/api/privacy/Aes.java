package io.flywheel.api.privacy;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM (NIST SP 800-38D) with nonces of 96 and tags of 128 bits; one cipher per thread, for making one is slow. */
final class Aes {
    static final int NONCE = 12;
    static final int TAG = 16;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(() -> {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    });

    private Aes() {}

    static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    /** Adds a tag to what it encrypts. */
    static byte[] encrypt(SecretKey key, byte[] nonce, byte[] beside, byte[] plain) {
        byte[] out = new byte[plain.length + TAG];
        encrypt(key, nonce, beside, plain, plain.length, out, 0);
        return out;
    }

    static void encrypt(SecretKey key, byte[] nonce, byte[] beside, byte[] plain, int length, byte[] out, int offset) {
        try {
            Cipher cipher = CIPHER.get();
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG * 8, nonce));
            cipher.updateAAD(beside);
            int written = cipher.doFinal(plain, 0, length, out, offset);
            if (written != length + TAG) {
                throw new IllegalStateException("AES-GCM wrote " + written + " bytes of " + length);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param sealed with the nonce at an offset, then what is encrypted, then the tag
     * @throws AEADBadTagException if anything is not as it was
     */
    static byte[] decrypt(SecretKey key, byte[] beside, byte[] sealed, int offset) throws AEADBadTagException {
        try {
            Cipher cipher = CIPHER.get();
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG * 8, sealed, offset, NONCE));
            cipher.updateAAD(beside);
            return cipher.doFinal(sealed, offset + NONCE, sealed.length - offset - NONCE);
        } catch (AEADBadTagException changed) {
            throw changed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
