package io.flywheel.command;

import io.flywheel.api.store.TestStore;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The command side alone, as the tests of its parts start it. */
@SpringBootApplication
public class CommandSideForTests {
    @Bean
    DataSource dataSource() {
        return TestStore.fresh().pool();
    }
}
