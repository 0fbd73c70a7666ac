package io.flywheel.api.privacy;

import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The keys do not do: nothing could be sealed or opened with them. Says what to do about it, and quotes no key. */
public final class KeysRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String PUT_BACK = "Put back the master key that belongs to this folder: as a line of the file"
            + " that flywheel.master-key-file names, or as flywheel.master-key (FLYWHEEL_MASTER_KEY).";

    private final String action;

    private KeysRefused(String problem, String action, @Nullable Throwable cause) {
        super(problem, cause);
        this.action = action;
    }

    static KeysRefused malformed(String where) {
        return new KeysRefused(
                "There is no usable master key in " + where + ".",
                "A master key is a line of Base64 that holds 32 bytes, such as openssl rand -base64 32 prints; the"
                        + " newest comes first.",
                null);
    }

    static KeysRefused noMasterKey(Path file, Path folder) {
        return new KeysRefused(
                "There is no master key " + file + ", but the keys in " + folder + " are wrapped under one.",
                PUT_BACK + " Without it nothing that was sealed can be read again.",
                null);
    }

    static KeysRefused otherMasterKey(Path folder, Collection<String> needed, Collection<String> given) {
        return new KeysRefused(
                "The keys in " + folder + " are wrapped under the master key " + String.join(", ", needed)
                        + ", which is not among those given: " + String.join(", ", given) + ".",
                PUT_BACK,
                null);
    }

    static KeysRefused noKeys(Path folder) {
        return new KeysRefused(
                "There are no keys in " + folder + ".",
                "Start the command side on the same folder flywheel.keys; it makes them.",
                null);
    }

    /** The ledger names a key that the folder has never had. */
    public static KeysRefused lost(Path folder) {
        return new KeysRefused(
                "The ledger is sealed under keys that are not in " + folder + ".",
                "Put the folder back that belongs to this ledger, or name it with flywheel.keys; in a backup it is kept"
                        + " apart from the ledger.",
                null);
    }

    static KeysRefused unreadable(Path path, Throwable cause) {
        return new KeysRefused(
                path + " cannot be read or written: " + cause,
                "Give the user who starts Flywheel the right to read and write there, or name another place with"
                        + " flywheel.keys and flywheel.master-key-file.",
                cause);
    }

    static KeysRefused damaged(Path file) {
        return new KeysRefused(file + " is no file of keys, or it is damaged.", "Put back the folder's backup.", null);
    }

    public String action() {
        return action;
    }
}
