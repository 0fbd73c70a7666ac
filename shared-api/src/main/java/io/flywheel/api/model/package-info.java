/** The stage models and their fold: pure java, no I/O, no clock. */
@NullMarked
package io.flywheel.api.model;

import org.jspecify.annotations.NullMarked;
