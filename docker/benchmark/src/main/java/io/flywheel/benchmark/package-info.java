/** Measures the packaged product from outside. Knows its HTTP paths and its log's tables, none of its classes. */
@NullMarked
package io.flywheel.benchmark;

import org.jspecify.annotations.NullMarked;
