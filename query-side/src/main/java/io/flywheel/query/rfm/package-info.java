/** How recently, how often and for how much people buy. Knows the platform, money and identities. */
@NullMarked
package io.flywheel.query.rfm;

import org.jspecify.annotations.NullMarked;
