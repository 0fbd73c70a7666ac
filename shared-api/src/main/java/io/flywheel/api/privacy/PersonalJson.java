package io.flywheel.api.privacy;

import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;

/**
 * For JSON that somebody else wrote about people: its members' names may be personal as well, so none is kept for the next
 * text that has it.
 */
public final class PersonalJson {
    private PersonalJson() {}

    public static JsonFactoryBuilder factory() {
        return JsonFactory.builder()
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES);
    }
}
