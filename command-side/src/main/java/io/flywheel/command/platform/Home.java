package io.flywheel.command.platform;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.privacy.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of a data folder, by which the processes on one ledger tell whose files are whose. */
public record Home(String name) {
    private static final int LENGTH = 22;

    /** Reads the name from the folder, or gives it one. */
    static Home of(Path folder) {
        Path file = folder.resolve("home.id");
        try {
            if (!Files.exists(file)) {
                SecretFile.make(file, LifecycleId.random().value() + "\n");
            }
            String name = Files.readString(file).strip();
            if (name.length() != LENGTH) {
                throw new IllegalStateException("the file " + file + " is damaged; delete it: imports whose files are"
                        + " in this folder have to be sent again then");
            }
            return new Home(name);
        } catch (IOException e) {
            throw new IllegalStateException("the data folder's name " + file + " cannot be read or written", e);
        }
    }
}
