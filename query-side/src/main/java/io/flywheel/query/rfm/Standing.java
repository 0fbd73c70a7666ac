package io.flywheel.query.rfm;

import java.util.Arrays;

/** Everybody's segment and money at one instant, by the number that the book gives her. */
record Standing(byte[] segment, long[] money) {
    /** @param none the segment of those who had not bought */
    static Standing of(Scored scored, int none) {
        Standing standing = new Standing(
                new byte[scored.book().people()], new long[scored.book().people()]);
        Arrays.fill(standing.segment, (byte) none);
        Buyers buyers = scored.buyers();
        for (int i = 0; i < buyers.size(); i++) {
            standing.segment[buyers.person()[i]] = scored.scores().segment(i);
            standing.money[buyers.person()[i]] = buyers.money()[i];
        }
        return standing;
    }
}
