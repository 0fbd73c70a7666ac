package io.flywheel.command.churn;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the sources themselves, for whoever decides about people of whom they tell.
 *
 * @param silent those that have fallen silent, with the instant since which nothing is known from them
 * @param fillingIn those that are just sending history: what people did since may still be on its way
 */
public record SourcesNow(Map<String, Instant> silent, Set<String> fillingIn) {
    /** All send what happens, as it happens. */
    public static final SourcesNow ALL_WELL = new SourcesNow(Map.of(), Set.of());
}
