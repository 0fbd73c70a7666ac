package io.flywheel.api.ltv;

/** What can happen to the models by which value is predicted. */
public sealed interface FitEvent permits FitPublished {}
