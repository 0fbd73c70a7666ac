package io.flywheel.api.spend;

/** What can become known of the money that winning people costs. */
public sealed interface SpendEvent permits SpendRecorded {}
