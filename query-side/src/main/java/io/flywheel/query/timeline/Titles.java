package io.flywheel.query.timeline;

import io.flywheel.api.lifecycle.LifecycleEvent;

/** Tells an event in plain words; each language has its own, and a new event compiles in none until all can tell it. */
sealed interface Titles permits EnglishTitles, ChineseTitles {
    String of(LifecycleEvent event);

    static Titles in(Names names) {
        return names.locale().getLanguage().equals("zh") ? new ChineseTitles(names) : new EnglishTitles(names);
    }
}
