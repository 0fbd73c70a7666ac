/** What every touchpoint earns or takes back: the base of all answers about money. Knows only the platform. */
@NullMarked
package io.flywheel.query.money;

import org.jspecify.annotations.NullMarked;
