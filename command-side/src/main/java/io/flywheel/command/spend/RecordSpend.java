package io.flywheel.command.spend;

import java.util.List;

/** Asks for all of this to be known, or none of it. */
record RecordSpend(List<Spent> rows, String by) {}
