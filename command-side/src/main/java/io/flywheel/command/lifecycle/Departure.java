package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.MovedTouchpoint;
import io.flywheel.api.lifecycle.Offered;
import java.util.List;

/**
 * What leaves one lifecycle for another.
 *
 * @param source who saw the lifecycle first that it leaves
 * @param identities by their numbers there
 * @param touchpoints in the order of the fold, with those numbers
 * @param consents everything that was said there, if all of it leaves
 * @param offered what counts for whoever has this from here on
 */
record Departure(
        LifecycleId from,
        String source,
        List<IdentityLinked> identities,
        List<MovedTouchpoint> touchpoints,
        List<ConsentChanged> consents,
        Offered offered) {}
