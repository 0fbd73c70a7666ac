package io.flywheel.query.prediction;

/** The parameters that the papers print for the CDNOW sample. */
final class Published {
    /** Fader, Hardie and Lee, Marketing Science 24(2), 2005, table 2. */
    static final BgNbd BUYING = new BgNbd(0.243, 4.414, 0.793, 2.426);
    /** Fader and Hardie, note 025, 2013. */
    static final GammaGamma SPENDING = new GammaGamma(6.25, 3.74, 15.44);

    private Published() {}
}
