package io.flywheel.demo;

import java.time.Instant;

/** Somebody asked a friend to come. */
record Invite(Diary by, Instant at) {}
