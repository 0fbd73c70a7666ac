package io.flywheel;

import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.store.TestStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole product in this process, on a free port and a folder of its own. */
public final class Running implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final Http http;

    private Running(ConfigurableApplicationContext context) {
        this.context = context;
        this.http = new Http(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    public static Running on(Path data, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--server.port=0");
        all.add("--flywheel.data=" + data);
        all.addAll(List.of(TestStore.in(data).options()));
        return new Running(Flywheel.start(all.toArray(String[]::new)));
    }

    public Http http() {
        return http;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The store itself, for what no answer tells. */
    public JdbcTemplate store() {
        return context.getBean(JdbcTemplate.class);
    }

    /** The store of the read models. */
    public JdbcTemplate readStore() {
        return context.getBean("readStore", JdbcTemplate.class);
    }

    public KeyKeeper keys() {
        return context.getBean(KeyKeeper.class);
    }

    public long count(String eventType) {
        Long count = store().queryForObject("SELECT COUNT(*) FROM ledger_event WHERE type = ?", Long.class, eventType);
        return count == null ? 0 : count;
    }

    @Override
    public void close() {
        context.close();
    }
}
