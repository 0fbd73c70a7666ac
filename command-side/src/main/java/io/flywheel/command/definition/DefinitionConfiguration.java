package io.flywheel.command.definition;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets {@link ActiveModels} follow what other processes activate. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class DefinitionConfiguration {}
