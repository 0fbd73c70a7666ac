package io.flywheel.api.model;

import java.util.Map;

/**
 * A stage of a model.
 *
 * @param name the stable name in figures and events
 * @param titles for people, by language tag ({@code en}, {@code zh})
 * @param lost whether this is the stage of those who were lost (churn, dormant); a model has exactly one, its last
 */
public record Stage(String name, Map<String, String> titles, boolean lost) {}
