package io.flywheel.api.privacy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every key there could be, each made from its name: the same in every test, and in golden files. */
public final class KeysForTests implements Keys {
    private final Set<KeyName> destroyed = ConcurrentHashMap.newKeySet();

    @Override
    public Optional<DataKey> find(KeyName name) {
        return destroyed.contains(name) ? Optional.empty() : Optional.of(new DataKey(bytes(name)));
    }

    public void destroy(KeyName name) {
        destroyed.add(name);
    }

    static byte[] bytes(KeyName name) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(("only for tests " + name).getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A folder of real keys that nobody else has. */
    public static KeyKeeper keeper() {
        try {
            Path folder = Files.createTempDirectory("keys");
            return KeyKeeper.in(folder, MasterKeySource.of(null, folder.resolve("master.key")));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
