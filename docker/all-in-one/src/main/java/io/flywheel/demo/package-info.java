/** Sample populations for an empty store: seeded simulations, told apart from real data by their source. */
@NullMarked
package io.flywheel.demo;

import org.jspecify.annotations.NullMarked;
