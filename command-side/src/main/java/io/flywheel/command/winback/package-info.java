/**
 * Carries campaigns out: begins them where somebody entered their stage, waits for their steps, and hands over what is to be
 * sent. What is done about a person is her own lifecycle's decision.
 */
@NullMarked
package io.flywheel.command.winback;

import org.jspecify.annotations.NullMarked;
