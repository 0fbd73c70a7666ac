package io.flywheel.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Within the product: how long it takes to find those who are due, on a sheet that holds few others and then many. */
public final class DueInside {
    private static final int TIMES = 3;
    private static final Duration AGO = Duration.ofDays(70);

    private DueInside() {}

    /** Run by the product's launcher. */
    public static void main(String[] words) throws Exception {
        SilentPeople people = new SilentPeople(Started.with(words[0], List.of()));
        int due = Integer.parseInt(words[1]);
        int few = Integer.parseInt(words[2]);
        int many = Integer.parseInt(words[3]);
        for (int i = 0; i < 2 * TIMES; i++) {
            detect(people, due, few);
        }
        double among = median(people, due, few);
        double amongMany = median(people, due, many);
        System.out.println("due seconds " + among + " then " + amongMany);
        System.exit(0);
    }

    private static double median(SilentPeople people, int due, int rows) {
        detect(people, due, rows);
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            seconds.add(detect(people, due, rows));
        }
        System.out.println(rows + " rows: " + seconds);
        return Spread.of(seconds).median();
    }

    /** @param rows of the sheet, with those who are due */
    private static double detect(SilentPeople people, int due, int rows) {
        people.sheet().fillUpTo(rows - due, people.now());
        people.arrive(due, AGO);
        return people.detect(due);
    }
}
