package io.flywheel.command.platform;

import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;

/** How far each automation has read the log: kept beside it, so that one transaction holds that and what was done. */
public final class AutomationTokens {
    private AutomationTokens() {}

    /** To be made into no bean: Axon would take it for its own. */
    public static TokenStore in(DataSource dataSource) {
        return JdbcTokenStore.builder()
                .connectionProvider(new UnitOfWorkAwareConnectionProviderWrapper(
                        new SpringDataSourceConnectionProvider(dataSource)))
                .schema(TokenSchema.builder().setTokenTable("automation_token").build())
                .serializer(Jackson3Serializer.builder().build())
                // Not the process's number and machine, which two containers can have in common: each would take the
                // other's claims for its own.
                .nodeId(UUID.randomUUID().toString())
                .build();
    }
}
