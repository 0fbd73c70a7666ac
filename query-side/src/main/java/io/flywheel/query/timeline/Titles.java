package io.flywheel.query.timeline;

import io.flywheel.api.lifecycle.LifecycleEvent;
import java.util.Locale;

/** Tells an event in plain words; each language has its own, and a new event compiles in none until all can tell it. */
sealed interface Titles permits EnglishTitles, ChineseTitles {
    String of(LifecycleEvent event);

    static Titles in(Locale locale, Names names) {
        return locale.getLanguage().equals("zh") ? new ChineseTitles(names) : new EnglishTitles(names);
    }
}
