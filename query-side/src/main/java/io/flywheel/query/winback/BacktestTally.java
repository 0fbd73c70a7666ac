package io.flywheel.query.winback;

import io.flywheel.api.winback.CampaignBacktest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what a campaign would have done, each person once for everything and once a day; told one person after another. */
final class BacktestTally {
    enum Figure {
        ENTERED,
        LATE,
        BEGUN,
        DECLINED,
        ADDRESSED,
        HELD_OUT,
        BLOCKED,
        POSTPONED,
        ENDED
    }

    private record Once(Figure figure, String detail) {}

    private record OnceADay(Figure figure, LocalDate day) {}

    private final ZoneId zone;
    private final Map<Figure, Long> people = new EnumMap<>(Figure.class);
    private final Map<Figure, Map<String, Long>> byDetail = new EnumMap<>(Figure.class);
    private final Map<LocalDate, Map<Figure, Long>> byDay = new TreeMap<>();
    private final Set<Object> seen = new HashSet<>();
    private final Map<Boolean, Long> returned = new TreeMap<>();
    private final Map<Boolean, Long> notYet = new TreeMap<>();
    private long messages;

    /** @param zone in which days begin */
    BacktestTally(ZoneId zone) {
        this.zone = zone;
    }

    void nextPerson() {
        seen.clear();
    }

    /** @param detail a reason or a step, empty where there is none */
    void add(Figure figure, String detail, Instant at) {
        if (figure == Figure.ADDRESSED) {
            messages++;
        }
        if (seen.add(figure)) {
            people.merge(figure, 1L, Long::sum);
        }
        if (seen.add(new Once(figure, detail))) {
            byDetail.computeIfAbsent(figure, none -> new TreeMap<>()).merge(detail, 1L, Long::sum);
        }
        LocalDate day = at.atZone(zone).toLocalDate();
        if (seen.add(new OnceADay(figure, day))) {
            byDay.computeIfAbsent(day, none -> new EnumMap<>(Figure.class)).merge(figure, 1L, Long::sum);
        }
    }

    /** She came back, or reached the goal, or stayed, without any help of the campaign. */
    void returned(boolean isHeldOut) {
        returned.merge(isHeldOut, 1L, Long::sum);
    }

    /** Her time to return goes on. */
    void notYet(boolean isHeldOut) {
        notYet.merge(isHeldOut, 1L, Long::sum);
    }

    long people(Figure figure) {
        return people.getOrDefault(figure, 0L);
    }

    Map<String, Long> byDetail(Figure figure) {
        return byDetail.getOrDefault(figure, Map.of());
    }

    long messages() {
        return messages;
    }

    long returnedOf(boolean heldOut) {
        return returned.getOrDefault(heldOut, 0L);
    }

    long notYetOf(boolean heldOut) {
        return notYet.getOrDefault(heldOut, 0L);
    }

    List<CampaignBacktest.Day> days() {
        return byDay.entrySet().stream()
                .map(day -> day(day.getKey(), day.getValue()))
                .toList();
    }

    private static CampaignBacktest.Day day(LocalDate day, Map<Figure, Long> counts) {
        return new CampaignBacktest.Day(
                day,
                counts.getOrDefault(Figure.ENTERED, 0L),
                counts.getOrDefault(Figure.BEGUN, 0L),
                counts.getOrDefault(Figure.DECLINED, 0L),
                counts.getOrDefault(Figure.ADDRESSED, 0L),
                counts.getOrDefault(Figure.HELD_OUT, 0L),
                counts.getOrDefault(Figure.BLOCKED, 0L),
                counts.getOrDefault(Figure.POSTPONED, 0L));
    }
}
