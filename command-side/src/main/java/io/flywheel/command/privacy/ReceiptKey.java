package io.flywheel.command.privacy;

import io.flywheel.api.privacy.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Signs receipts, so that whoever holds one can show that this installation gave it: Ed25519 (RFC 8032). */
final class ReceiptKey {
    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey secret;
    private final PublicKey shown;

    private ReceiptKey(PrivateKey secret, PublicKey shown) {
        this.secret = secret;
        this.shown = shown;
    }

    /** Reads the file, or makes one that only this user can read: the secret key and, on a second line, the other. */
    static ReceiptKey in(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            List<String> lines = Files.readAllLines(file);
            KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
            return new ReceiptKey(
                    keys.generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(0)))),
                    keys.generatePublic(
                            new X509EncodedKeySpec(Base64.getDecoder().decode(lines.get(1)))));
        } catch (IOException e) {
            throw new UncheckedIOException("the key that signs receipts cannot be read or written: " + file, e);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IllegalStateException(
                    "the key that signs receipts is damaged: " + file + ". Put it back from its backup, or delete it:"
                            + " receipts are then signed with another, and those given before can be checked with"
                            + " the old public key only.",
                    e);
        }
    }

    private static void make(Path file) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        Base64.Encoder base64 = Base64.getEncoder();
        SecretFile.make(
                file,
                base64.encodeToString(pair.getPrivate().getEncoded()) + "\n"
                        + base64.encodeToString(pair.getPublic().getEncoded()) + "\n");
    }

    /** The public key, as X.509 in Base64. */
    String shown() {
        return Base64.getEncoder().encodeToString(shown.getEncoded());
    }

    String sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isSignature(String signed, String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(shown);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(signed));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
