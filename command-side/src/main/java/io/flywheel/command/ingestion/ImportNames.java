package io.flywheel.command.ingestion;

import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.privacy.Place;
import io.flywheel.api.privacy.Sealed;
import io.flywheel.api.privacy.Seals;
import io.flywheel.command.platform.KeysOnDisk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;

/** Seals the names of imports, all under one key: files are named after people too, but for no one person to forget. */
@Component
class ImportNames {
    private final KeyKeeper keys;
    private final Seals seals;
    private final KeyName key;

    ImportNames(KeyKeeper keys, Seals seals, BlindIndex blind) {
        this.keys = keys;
        this.seals = seals;
        this.key = blind.key("imports", "names");
    }

    byte[] sealed(String importId, String name) {
        KeysOnDisk.make(keys, List.of(key));
        return seals.seal(key, place(importId), name).orElseThrow().envelope().getBytes(StandardCharsets.US_ASCII);
    }

    String opened(String importId, byte[] name) {
        return seals.open(new Sealed(new String(name, StandardCharsets.US_ASCII)), place(importId))
                .orElseThrow();
    }

    private static Place place(String importId) {
        return new Place(importId, "bulk_import", "1", "name");
    }
}
