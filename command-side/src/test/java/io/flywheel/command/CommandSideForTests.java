package io.flywheel.command;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The command side alone, as the tests of its parts start it. */
@SpringBootApplication
public class CommandSideForTests {}
