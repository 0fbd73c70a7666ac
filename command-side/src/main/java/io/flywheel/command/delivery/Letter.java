package io.flywheel.command.delivery;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to somebody; what is personal is opened when a channel asks for it.
 *
 * @param person as she goes on, if she was merged after the decision
 * @param contact where she can be reached
 * @param ids by which services know her
 * @param unsubscribe where she can say that she wants no more; none if this installation has no public address
 */
record Letter(
        OutgoingMessage message,
        LifecycleId person,
        Supplier<Contact> contact,
        Supplier<List<ExternalId>> ids,
        @Nullable URI unsubscribe) {}
