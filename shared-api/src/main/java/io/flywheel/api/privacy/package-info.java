/**
 * What people allow; and the keys under which everything personal is sealed, and the seal itself: the JDK's cryptography and
 * files, no more.
 */
@NullMarked
package io.flywheel.api.privacy;

import org.jspecify.annotations.NullMarked;
