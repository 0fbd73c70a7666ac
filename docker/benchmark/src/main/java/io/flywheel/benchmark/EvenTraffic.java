package io.flywheel.benchmark;

import java.util.Iterator;

/** {@link Traffic} in which everybody has exactly as many touchpoints as everybody else. */
final class EvenTraffic implements Iterator<Touch> {
    private final Traffic traffic;
    private final int people;
    private int sent;

    EvenTraffic(String group, int people, int each, long seed) {
        this.people = people;
        this.traffic = new Traffic(group, people, people * each, seed, Traffic.START);
    }

    @Override
    public boolean hasNext() {
        return traffic.hasNext();
    }

    @Override
    public Touch next() {
        return traffic.next().of(sent++ % people);
    }
}
