/** The keys under which everything personal is sealed, and the seal itself. The JDK's cryptography and files, no more. */
@NullMarked
package io.flywheel.api.privacy;

import org.jspecify.annotations.NullMarked;
