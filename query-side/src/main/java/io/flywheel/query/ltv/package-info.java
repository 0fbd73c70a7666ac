/** What people have been worth, and are expected to be. Knows the platform, money, identities and the predictions. */
@NullMarked
package io.flywheel.query.ltv;

import org.jspecify.annotations.NullMarked;
