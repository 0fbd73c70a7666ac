package io.flywheel.query.winback;

import io.flywheel.api.winback.CampaignResults;
import io.flywheel.api.winback.Sample;
import io.flywheel.query.money.Currency;
import java.math.BigInteger;

/** One arm of a campaign, as it is counted person by person. */
final class Side {
    private static final double MILLIONTHS = 1e6;

    private Sample amounts = Sample.NONE;
    private BigInteger revenue = BigInteger.ZERO;
    private long people;
    private long returned;
    private long returnedSoFar;
    private long notYet;
    private long takenBack;

    /** Somebody whose time is not over yet. */
    void open(boolean isBack) {
        notYet++;
        returnedSoFar += isBack ? 1 : 0;
    }

    /** @param millionths of the currency, that she paid within the time that counts */
    void close(boolean isBack, long millionths) {
        people++;
        returned += isBack ? 1 : 0;
        returnedSoFar += isBack ? 1 : 0;
        revenue = revenue.add(BigInteger.valueOf(millionths));
        amounts = amounts.with(millionths / MILLIONTHS);
    }

    /** Where she was drawn for is not where she was, as it is known now. */
    void takeBack() {
        takenBack++;
    }

    long people() {
        return people;
    }

    long returned() {
        return returned;
    }

    long returnedSoFar() {
        return returnedSoFar;
    }

    long notYet() {
        return notYet;
    }

    long takenBack() {
        return takenBack;
    }

    Sample sample() {
        return amounts;
    }

    CampaignResults.Arm told(Currency currency) {
        return new CampaignResults.Arm(
                people,
                returned,
                people == 0 ? null : (double) returned / people,
                currency.money(revenue),
                people == 0 ? null : currency.mean(revenue, people));
    }
}
