package io.flywheel.api.privacy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A process of its own that makes keys in a folder, and destroys the first of each batch. */
final class KeyWriter {
    static final int BATCHES = 60;
    static final int EACH = 200;

    private KeyWriter() {}

    /** The same for everybody who asks. */
    static List<KeyName> batch(long seed, int number) {
        Random random = new Random(seed * 1_000 + number);
        return IntStream.range(0, EACH)
                .mapToObj(i -> new KeyName(random.nextLong(), random.nextLong()))
                .toList();
    }

    static void write(KeyKeeper keeper, long seed) {
        for (int number = 0; number < BATCHES; number++) {
            List<KeyName> names = batch(seed, number);
            keeper.create(names);
            keeper.destroy(names.subList(0, 1));
        }
    }

    /** @param arguments the folder and a seed */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        try (KeyKeeper keeper = KeyKeeper.in(folder, MasterKeySource.of(null, folder.resolve("master.key")))) {
            write(keeper, Long.parseLong(arguments[1]));
        }
    }
}
