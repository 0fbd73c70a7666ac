/** What campaigns decided about people, and what came of it. Knows the platform, identity and money. */
@NullMarked
package io.flywheel.query.winback;

import org.jspecify.annotations.NullMarked;
