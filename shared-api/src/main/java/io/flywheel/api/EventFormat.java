package io.flywheel.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.flywheel.api.definition.DefinitionEvent;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.ltv.FitEvent;
import io.flywheel.api.spend.SpendEvent;
import io.flywheel.api.winback.CampaignEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** How an event is written in the store: a short type name, a revision, and JSON. Both sides use this one. */
public final class EventFormat {
    /** The revision in which every event is written now. */
    public static final String REVISION = "1";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addDeserializer(Instant.class, new InstantFromText()))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Map<String, Class<?>> TYPES = new HashMap<>();
    private static final Map<Class<?>, ObjectWriter> WRITERS = new HashMap<>();
    private static final Map<String, ObjectReader> READERS = new HashMap<>();
    private static final ObjectReader FACTS = MAPPER.rebuild()
            .addMixIn(TouchpointRecorded.class, WithoutSealed.class)
            .build()
            .readerFor(TouchpointRecorded.class);
    private static final String TOUCHPOINT = typeOf(TouchpointRecorded.class);

    private static final class InstantFromText extends StdDeserializer<Instant> {
        InstantFromText() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) {
            return IsoInstants.read(json.getString());
        }
    }

    /** What figures are made from is not in it, and it is most of a touchpoint's bytes. */
    @JsonIgnoreProperties("sealed")
    private interface WithoutSealed {}

    static {
        events().forEach(type -> {
            TYPES.put(type.getSimpleName(), type);
            WRITERS.put(type, MAPPER.writerFor(type));
            READERS.put(type.getSimpleName(), MAPPER.readerFor(type));
        });
    }

    private EventFormat() {}

    /** The sealed families whose members are stored. */
    public static Stream<Class<?>> families() {
        return Stream.of(
                LifecycleEvent.class, DefinitionEvent.class, FitEvent.class, SpendEvent.class, CampaignEvent.class);
    }

    /** Everything that is stored. */
    public static Stream<Class<?>> events() {
        return families().flatMap(EventFormat::members);
    }

    private static Stream<Class<?>> members(Class<?> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses()).flatMap(EventFormat::members)
                : Stream.of(family);
    }

    public static String typeOf(Class<?> event) {
        return event.getSimpleName();
    }

    /** @throws IllegalArgumentException for a type name that no event has */
    public static Class<?> classOf(String type) {
        Class<?> found = TYPES.get(type);
        if (found == null) {
            throw new IllegalArgumentException("no event is called " + type);
        }
        return found;
    }

    public static boolean isEvent(Class<?> type) {
        return WRITERS.containsKey(type);
    }

    public static byte[] write(Object event) {
        ObjectWriter writer = WRITERS.get(event.getClass());
        if (writer == null) {
            throw new IllegalArgumentException(event.getClass() + " is not a stored event");
        }
        return writer.writeValueAsBytes(event);
    }

    /** Like {@link #read}, but for what is sealed beside a touchpoint's facts: no figure is made from that. */
    public static Object readFacts(String type, byte[] payload) {
        return type.equals(TOUCHPOINT) ? FACTS.readValue(payload) : read(type, payload);
    }

    public static Object read(String type, byte[] payload) {
        ObjectReader reader = READERS.get(type);
        if (reader == null) {
            throw new IllegalArgumentException("no event is called " + type);
        }
        return reader.readValue(payload);
    }
}
