/** The pages that people look at: rendered here, their figures fetched from the same HTTP answers that scripts use. */
@NullMarked
package io.flywheel.query.web;

import org.jspecify.annotations.NullMarked;
