package io.flywheel.command.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/**
 * What mails say, in two languages, as plain text and HTML. The first line of the plain text is the subject. Files in a
 * configured folder go before those that are shipped, and are read anew for each mail.
 */
final class Templates {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");
    private static final String SUBJECT = "Subject:";
    private static final String ENGLISH = "en";
    private static final String CHINESE = "zh";

    private final @Nullable Path folder;
    private final TemplateEngine plain = engine(TemplateMode.TEXT);
    private final TemplateEngine html = engine(TemplateMode.HTML);

    /** @param language in which it is written */
    record Text(String language, String subject, String plain, String html) {}

    Templates(@Nullable Path folder) {
        this.folder = folder;
    }

    private static TemplateEngine engine(TemplateMode mode) {
        StringTemplateResolver resolver = new StringTemplateResolver();
        resolver.setTemplateMode(mode);
        TemplateEngine engine = new TemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }

    /** @throws Undeliverable if there is no such template, or it is broken */
    Text write(OutgoingMessage message, @Nullable Locale locale, URI unsubscribe) throws Undeliverable {
        String template = message.template();
        if (!NAME.matcher(template).matches()) {
            throw Undeliverable.forGood("no-template");
        }
        String wanted = locale != null && locale.getLanguage().equals(CHINESE) ? CHINESE : ENGLISH;
        for (String language : wanted.equals(ENGLISH) ? List.of(ENGLISH, CHINESE) : List.of(CHINESE, ENGLISH)) {
            Optional<String> text = read(template + "_" + language + ".txt");
            Optional<String> page = read(template + "_" + language + ".html");
            if (text.isPresent() && page.isPresent()) {
                return write(language, text.get(), page.get(), message, unsubscribe);
            }
        }
        throw Undeliverable.forNow("no-template");
    }

    private Text write(String language, String text, String page, OutgoingMessage message, URI unsubscribe)
            throws Undeliverable {
        Map<String, Object> variables = Map.of(
                "unsubscribe",
                unsubscribe.toString(),
                "campaign",
                message.campaign(),
                "step",
                message.step(),
                "message",
                message.id());
        Context context = new Context(Locale.forLanguageTag(language), variables);
        try {
            String written = plain.process(text, context);
            int line = written.indexOf('\n');
            if (!written.startsWith(SUBJECT) || line < 0) {
                throw Undeliverable.forNow("template-without-subject");
            }
            String subject = written.substring(SUBJECT.length(), line).strip();
            return new Text(language, subject, written.substring(line + 1).stripLeading(), html.process(page, context));
        } catch (RuntimeException broken) {
            throw Undeliverable.forNow("template-broken");
        }
    }

    private Optional<String> read(String file) {
        try {
            if (folder != null && Files.isRegularFile(folder.resolve(file))) {
                return Optional.of(Files.readString(folder.resolve(file)));
            }
            try (InputStream shipped = Templates.class.getResourceAsStream("/messages/" + file)) {
                return shipped == null
                        ? Optional.empty()
                        : Optional.of(new String(shipped.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
