package io.flywheel.demo;

/** Where the shop's people come from; what a channel costs and brings differs as much as it does in life. */
enum ShopChannel {
    SEARCH("search", 0.26, 0.8, 0.62, 0.100, 24, 260, 42),
    SOCIAL("social", 0.22, 2.4, 0.48, 0.055, 19, 130, 31),
    WECHAT("wechat", 0.17, 0.6, 0.72, 0.120, 12, 330, 36),
    AFFILIATE("affiliate", 0.12, 1.8, 0.40, 0.070, 30, 90, 27),
    STORE("store", 0.11, 0.1, 0.55, 0.150, 34, 300, 58),
    REFERRAL("referral", 0.12, 0.0, 0.80, 0.140, 15, 380, 47);

    /** As it stands in {@code channel} of a first touch. */
    final String code;
    /** Of all people. */
    final double share;
    /** Shown on average before the first visit. */
    final double impressions;

    final double signsUp;
    /** Probability of an order at a visit of somebody signed up. */
    final double buys;
    /** On average, while interested. */
    final double daysBetweenVisits;
    /** How long interest lasts on average, in days. */
    final double interest;
    /** In the shop's currency. */
    final double medianBasket;

    ShopChannel(
            String code,
            double share,
            double impressions,
            double signsUp,
            double buys,
            double daysBetweenVisits,
            double interest,
            double medianBasket) {
        this.code = code;
        this.share = share;
        this.impressions = impressions;
        this.signsUp = signsUp;
        this.buys = buys;
        this.daysBetweenVisits = daysBetweenVisits;
        this.interest = interest;
        this.medianBasket = medianBasket;
    }

    static ShopChannel draw(Chance chance) {
        double left = chance.uniform(0, 1);
        for (ShopChannel channel : values()) {
            left -= channel.share;
            if (left < 0) {
                return channel;
            }
        }
        return SEARCH;
    }
}
