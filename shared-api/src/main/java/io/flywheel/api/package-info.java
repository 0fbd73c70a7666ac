/** What both sides say to each other. Knows no Spring and no database. */
@NullMarked
package io.flywheel.api;

import org.jspecify.annotations.NullMarked;
