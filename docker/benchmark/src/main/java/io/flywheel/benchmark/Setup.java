package io.flywheel.benchmark;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;

/** What every scenario needs to start its processes. */
record Setup(Options options, Workspace workspace, Clock clock) {

    /** Where this program's own classes are, for a child to run. */
    String classPath() {
        return java.util.Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(entry -> java.nio.file.Path.of(entry).toAbsolutePath().toString())
                .collect(java.util.stream.Collectors.joining(java.io.File.pathSeparator));
    }

    /** The jar's launcher where it is packaged, since it nests its libraries. */
    String mainClass() {
        return classPath().endsWith("benchmark.jar")
                ? "org.springframework.boot.loader.launch.JarLauncher"
                : Benchmark.class.getName();
    }

    Product start(Path folder, boolean profile) throws InterruptedException {
        return Product.start(workspace, options.product(), folder, options.heap(), profile);
    }

    /** Says how far we are: a run takes minutes. */
    static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
