package io.flywheel.command.lifecycle;

import io.flywheel.command.platform.Snapshots;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** Writes a lifecycle's bounded state, with its id, as JSON. */
final class LifecycleSnapshots implements Snapshots<UserLifecycle> {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String FORMAT = "4";

    private final Supplier<LifecycleSurroundings> around;
    private final Supplier<String> modelsInForce;

    private record Written(String id, LifecycleMemo memo) {}

    LifecycleSnapshots(Supplier<LifecycleSurroundings> around, Supplier<String> modelsInForce) {
        this.around = around;
        this.modelsInForce = modelsInForce;
    }

    @Override
    public Class<UserLifecycle> type() {
        return UserLifecycle.class;
    }

    @Override
    public String typeName() {
        return "UserLifecycle";
    }

    @Override
    public String revision() {
        return FORMAT + "/" + modelsInForce.get();
    }

    @Override
    public byte[] write(Object aggregate) {
        UserLifecycle lifecycle = (UserLifecycle) aggregate;
        return MAPPER.writeValueAsBytes(new Written(lifecycle.id(), lifecycle.memo()));
    }

    @Override
    public UserLifecycle read(byte[] data) {
        Written written = MAPPER.readValue(data, Written.class);
        return new UserLifecycle(written.id(), around.get(), written.memo());
    }
}
