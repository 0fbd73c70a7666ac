/** Everything that is known of one person as one document; like the pages, it puts answers together and keeps none. */
@NullMarked
package io.flywheel.query.export;

import org.jspecify.annotations.NullMarked;
