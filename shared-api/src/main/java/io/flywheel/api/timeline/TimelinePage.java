package io.flywheel.api.timeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a person's story.
 *
 * @param position the log position that it was known at; {@code knownAt=position:N} shows it again
 * @param next the cursor of the next piece, none at the end
 */
public record TimelinePage(
        long position, List<TimelineItem> items, @Nullable String next) {}
