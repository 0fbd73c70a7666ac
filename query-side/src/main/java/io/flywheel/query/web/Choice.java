package io.flywheel.query.web;

import io.flywheel.api.model.Stage;
import io.flywheel.query.platform.ActiveModel;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A model to choose on a page, in the reader's language. */
record Choice(String id, String title, List<Option> stages) {
    /** A stage as the charts name it. */
    record Option(String name, String title, boolean lost) {}

    static Choice of(ActiveModel model, Locale locale) {
        return new Choice(
                model.id(),
                title(model.titles(), locale, model.id()),
                model.stages().stream().map(stage -> of(stage, locale)).toList());
    }

    /** Of a stage; its name where the model has it no more. */
    String titleOf(String stage) {
        return stages.stream()
                .filter(each -> each.name().equals(stage))
                .map(Option::title)
                .findFirst()
                .orElse(stage);
    }

    private static Option of(Stage stage, Locale locale) {
        return new Option(stage.name(), title(stage.titles(), locale, stage.name()), stage.lost());
    }

    static String title(Map<String, String> titles, Locale locale, String otherwise) {
        String found = titles.get(locale.getLanguage());
        return found != null ? found : titles.getOrDefault("en", otherwise);
    }
}
