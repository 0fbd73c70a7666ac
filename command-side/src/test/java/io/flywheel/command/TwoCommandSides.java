package io.flywheel.command;

import io.flywheel.api.store.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two command sides on one ledger and one folder of keys, as two processes are, but in one JVM. */
public final class TwoCommandSides implements AutoCloseable {
    private final ConfigurableApplicationContext first;
    private final ConfigurableApplicationContext second;

    /** As the product is put together, without what tests put beside it. */
    @EnableAutoConfiguration
    @ComponentScan(
            nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
            excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = OfTests.class))
    static class Side {}

    static final class OfTests implements TypeFilter {
        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
            return reader.getResource().getURL().getPath().contains("/test-classes/");
        }
    }

    /** @param options of both, as {@code name=value} */
    public TwoCommandSides(Clock clock, String... options) throws IOException {
        TestStore store = TestStore.fresh();
        Path folder = Files.createDirectories(Path.of("target/test-data"));
        Path files = Files.createTempDirectory(folder, "two-sides-");
        first = start(store, clock, files, "first", options);
        second = start(store, clock, files, "second", options);
    }

    private static ConfigurableApplicationContext start(
            TestStore store, Clock clock, Path files, String name, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("flywheel.keys=" + files.resolve("keys"));
        all.add("flywheel.data=" + files.resolve(name));
        return new SpringApplicationBuilder(Side.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    beans.registerBean(DataSource.class, store::pool);
                    beans.registerBean(Clock.class, () -> clock);
                })
                // As arguments, which win over the file of settings that is here for the other tests.
                .run(all.stream().map(option -> "--" + option).toArray(String[]::new));
    }

    public <T> T first(Class<T> bean) {
        return first.getBean(bean);
    }

    public <T> T second(Class<T> bean) {
        return second.getBean(bean);
    }

    /** Of each of the two. */
    public <T> List<T> both(Class<T> bean) {
        return List.of(first(bean), second(bean));
    }

    public JdbcTemplate ledger() {
        return first(JdbcTemplate.class);
    }

    @Override
    public void close() {
        second.close();
        first.close();
    }
}
