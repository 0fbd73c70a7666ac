package io.flywheel.api.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a query side that is alone is to be started with: the folder that a command side would have made. */
    public static String[] options() {
        try (KeyKeeper keeper = keeper()) {
            return new String[] {
                "flywheel.keys=" + keeper.folder(),
                "flywheel.master-key-file=" + keeper.folder().resolve("master.key")
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder of real keys that nobody else has. */
    public static KeyKeeper keeper() {
        try {
            Path folder = Files.createTempDirectory("keys");
            return KeyKeeper.in(folder, MasterKeySource.of(null, folder.resolve("master.key")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
