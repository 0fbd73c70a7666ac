package io.flywheel.command.platform;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The data folder cannot be used, and what to do about it. */
final class DataFolderUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String action;

    private DataFolderUnusable(String message, String action, @Nullable Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    static DataFolderUnusable inUse(Path path) {
        return new DataFolderUnusable(
                "The data folder " + path + " is in use by another running Flywheel.",
                "Stop the other one, or give this one a folder of its own with --flywheel.data=<folder> "
                        + "(and a port of its own with --server.port=<port>).",
                null);
    }

    static DataFolderUnusable notWritable(Path path, Throwable cause) {
        return new DataFolderUnusable(
                "The data folder " + path + " cannot be created or written: " + cause,
                "Give the user who starts Flywheel the right to write there, or choose another folder with "
                        + "--flywheel.data=<folder>.",
                cause);
    }

    static DataFolderUnusable badName(String configured) {
        return new DataFolderUnusable(
                "The data folder '" + configured + "' has a name that cannot be used.",
                "Choose a folder without a semicolon or control characters in its path with "
                        + "--flywheel.data=<folder>.",
                null);
    }

    String action() {
        return action;
    }
}
