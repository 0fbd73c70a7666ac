package io.flywheel.api.model;

import io.flywheel.api.Micros;
import io.flywheel.api.Money;
import io.flywheel.api.touchpoint.MoneyEffect;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The touchpoints that a fold went over, by number, with the little of each that says which facts counted it. */
final class Trail {
    private final List<Mark> marks = new ArrayList<>();
    private final Map<String, String> texts = new HashMap<>();

    /**
     * What is kept of a touchpoint.
     *
     * @param at microseconds
     * @param currency of what it earned or gave back; none where no money moved
     */
    record Mark(String name, long at, boolean own, @Nullable String currency) {}

    void add(Touchpoint touchpoint) {
        Money money = touchpoint.money();
        boolean moved = money != null && TouchpointNames.moneyEffect(touchpoint.name()) != MoneyEffect.NONE;
        marks.add(new Mark(
                once(touchpoint.name()),
                Micros.of(touchpoint.occurredAt()),
                touchpoint.isActivity(),
                money != null && moved ? once(money.currency()) : null));
    }

    /** Names repeat without end; each is kept once. */
    private String once(String text) {
        return texts.computeIfAbsent(text, same -> same);
    }

    int size() {
        return marks.size();
    }

    Mark get(int number) {
        return marks.get(number);
    }

    /** The last one of hers at just that time. */
    int lastActivityAt(long micros) {
        for (int i = size() - 1; i >= 0; i--) {
            if (marks.get(i).own() && marks.get(i).at() == micros) {
                return i;
            }
        }
        throw new IllegalStateException("nobody falls silent who did nothing");
    }
}
