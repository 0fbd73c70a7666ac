package io.flywheel.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** How busy a day is: weekends, the weeks before the year's end, a summer lull, and slow growth. */
final class Season {
    private Season() {}

    /** 1 on an ordinary day, at most 3. */
    static double of(LocalDate day) {
        double week = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY ? 1.35 : 1;
        double year = switch (day.getMonth()) {
            case NOVEMBER -> 1.7;
            case DECEMBER -> day.getDayOfMonth() < 24 ? 2.0 : 0.8;
            case JULY, AUGUST -> 0.75;
            case JANUARY, FEBRUARY -> 0.85;
            default -> 1;
        };
        return week * year;
    }

    /** A day in {@code [start, end)}, busy ones likelier, later ones a little likelier. */
    static LocalDate draw(LocalDate start, LocalDate end, Chance chance) {
        int days = (int) (end.toEpochDay() - start.toEpochDay());
        while (true) {
            int offset = chance.between(0, days - 1);
            LocalDate day = start.plusDays(offset);
            double growth = 0.7 + 0.6 * offset / days;
            if (chance.happens(of(day) * growth / 3.6)) {
                return day;
            }
        }
    }
}
