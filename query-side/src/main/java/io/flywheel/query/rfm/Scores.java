package io.flywheel.query.rfm;

/** Everybody's scores, each 1 to 5 with 5 the best; in the order of the buyers they were given to. */
record Scores(byte[] r, byte[] f, byte[] m) {
    int cell(int buyer) {
        return Segments.cell(r[buyer], f[buyer], m[buyer]);
    }

    byte segment(int buyer) {
        return Segments.of(r[buyer], f[buyer], m[buyer]);
    }
}
