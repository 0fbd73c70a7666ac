package io.flywheel.api.ltv;

import io.flywheel.api.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of buyers with what they are expected to be worth, the most valuable of the coming year first.
 *
 * @param items empty where nothing can be predicted: {@code model} says why
 * @param next the {@code cursor} of the next page, none on the last
 * @param model what the predictions are made with
 */
public record ExpectedValue(List<Person> items, @Nullable String next, ValueModel model, long position) {
    /**
     * @param userId what services know her by, {@code kind:value} where it is no userId
     */
    public record Person(String userId, long orders, Money revenue, PersonValue.Prediction prediction) {}
}
