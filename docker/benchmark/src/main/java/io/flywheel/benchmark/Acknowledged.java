package io.flywheel.benchmark;

/** What the product says it did with a request. */
record Acknowledged(long recorded, long duplicate, long quarantined, long position) {
    static final Acknowledged NOTHING = new Acknowledged(0, 0, 0, 0);

    Acknowledged plus(Acknowledged other) {
        return new Acknowledged(
                recorded + other.recorded,
                duplicate + other.duplicate,
                quarantined + other.quarantined,
                Math.max(position, other.position));
    }
}
