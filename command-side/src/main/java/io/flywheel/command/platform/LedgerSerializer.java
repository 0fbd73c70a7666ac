package io.flywheel.command.platform;

import io.flywheel.api.EventFormat;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Writes events as {@link EventFormat} says: short type name, revision, JSON; and snapshots by their {@link Snapshots}. */
final class LedgerSerializer implements Serializer {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};
    static final byte[] NO_METADATA = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private final Converter converter = new ChainingConverter();
    private final Snapshots<?> snapshots;

    LedgerSerializer(Snapshots<?> snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
        if (object == null) {
            throw new IllegalArgumentException("nothing to write");
        }
        byte[] data;
        if (object instanceof MetaData metadata) {
            data = metadata.isEmpty() ? NO_METADATA : MAPPER.writeValueAsBytes(metadata);
        } else if (snapshots.isOne(object.getClass())) {
            data = snapshots.write(object);
        } else {
            data = EventFormat.write(object);
        }
        return new SimpleSerializedObject<>(
                converter.convert(data, representation), representation, typeForClass(object.getClass()));
    }

    String snapshotType() {
        return snapshots.typeName();
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return converter.canConvert(byte[].class, representation);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S, T> T deserialize(SerializedObject<S> serialized) {
        String type = serialized.getType().getName();
        byte[] data = converter.convert(serialized.getData(), byte[].class);
        if (type.equals(MetaData.class.getName())) {
            return (T)
                    (data == null || data.length <= 2
                            ? MetaData.emptyInstance()
                            : MetaData.from(MAPPER.readValue(data, METADATA)));
        }
        if (type.equals(snapshots.typeName())) {
            return (T) snapshots.read(data);
        }
        // What is sealed beside the facts decides nothing: aggregates are folded from the facts.
        return (T) EventFormat.readFacts(type, data);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class classForType(SerializedType type) {
        if (type.getName().equals(MetaData.class.getName())) {
            return MetaData.class;
        }
        if (type.getName().equals(snapshots.typeName())) {
            return snapshots.type();
        }
        try {
            return EventFormat.classOf(type.getName());
        } catch (IllegalArgumentException unknown) {
            return UnknownSerializedType.class;
        }
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null) {
            return SerializedType.emptyType();
        }
        if (snapshots.isOne(type)) {
            return new SimpleSerializedType(snapshots.typeName(), snapshots.revision());
        }
        if (MetaData.class.isAssignableFrom(type)) {
            return new SimpleSerializedType(MetaData.class.getName(), null);
        }
        return new SimpleSerializedType(EventFormat.typeOf(type), EventFormat.REVISION);
    }

    @Override
    public Converter getConverter() {
        return converter;
    }
}
