package io.flywheel.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One scenario's part of the report: what was done, then the figures. */
final class Section {
    private final String title;
    private final List<String> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> appendix = new ArrayList<>();
    private boolean failed;

    Section(String title) {
        this.title = title;
    }

    Section note(String sentence) {
        notes.add(sentence);
        return this;
    }

    /** A figure with no goal of its own. */
    Section figure(String what, int decimals, List<Double> rounds) {
        return figure(what, decimals, rounds, null);
    }

    Section figure(String what, int decimals, List<Double> rounds, @Nullable Goal goal) {
        Spread spread = Spread.of(rounds);
        String verdict = goal == null ? "" : goal.isReachedBy(spread.median()) ? "reached" : "**missed**";
        rows.add(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s |",
                what,
                number(spread.median(), decimals),
                number(spread.min(), decimals),
                number(spread.max(), decimals),
                goal == null ? "" : goal,
                verdict));
        return this;
    }

    /** Markdown that follows the table. */
    Section append(String markdown) {
        appendix.add(markdown);
        return this;
    }

    Section fail(String reason) {
        failed = true;
        return note("**Failed:** " + reason);
    }

    boolean failed() {
        return failed;
    }

    String markdown() {
        StringBuilder text = new StringBuilder("## " + title + "\n\n");
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        if (!rows.isEmpty()) {
            text.append("\n| figure | median | min | max | wanted | |\n|---|---:|---:|---:|---:|---|\n");
            rows.forEach(row -> text.append(row).append('\n'));
        }
        appendix.forEach(part -> text.append('\n').append(part).append('\n'));
        return text.append('\n').toString();
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
