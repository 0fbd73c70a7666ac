/**
 * What a person is likely to buy and what that is worth: BG/NBD and Gamma-Gamma. Pure mathematics on numbers it is
 * given; it knows no store, no clock and no read model. Times are weeks.
 */
@NullMarked
package io.flywheel.query.prediction;

import org.jspecify.annotations.NullMarked;
