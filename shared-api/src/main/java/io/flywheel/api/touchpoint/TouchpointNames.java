package io.flywheel.api.touchpoint;

import java.util.Set;

/** What the canonical touchpoint names mean; a name that is not listed is something the person did. */
public final class TouchpointNames {
    public static final String PAGE_VIEWED = "Page Viewed";
    public static final String SCREEN_VIEWED = "Screen Viewed";
    public static final String ORDER_COMPLETED = "Order Completed";
    public static final String ORDER_REFUNDED = "Order Refunded";
    public static final String ORDER_CANCELLED = "Order Cancelled";

    private static final Set<String> DONE_TO_THE_PERSON = Set.of(
            "Ad Impression",
            "Message Sent",
            "Message Delivered",
            "Message Bounced",
            "Email Delivered",
            "Email Bounced",
            // Many mail programs open every mail by themselves, so nobody can tell it from a person's doing.
            "Email Opened",
            "Push Notification Received",
            "Offer Sent",
            "Ticket Solved",
            "Trial Ended");

    /** Names that quote an amount without earning it (the e-commerce spec sends {@code revenue} with some of them). */
    private static final Set<String> QUOTES_MONEY = Set.of(
            "Checkout Started",
            "Checkout Step Viewed",
            "Checkout Step Completed",
            "Payment Info Entered",
            "Order Updated",
            "Cart Viewed",
            "Product Added",
            "Product Removed",
            "Product Viewed",
            "Product Clicked",
            "Coupon Entered",
            "Coupon Applied",
            "Coupon Denied",
            "Coupon Removed");

    private TouchpointNames() {}

    public static boolean isDoneToThePerson(String name) {
        return DONE_TO_THE_PERSON.contains(name);
    }

    public static MoneyEffect moneyEffect(String name) {
        return switch (name) {
            case ORDER_REFUNDED -> MoneyEffect.REFUNDS;
            case ORDER_CANCELLED -> MoneyEffect.CANCELS;
            default -> QUOTES_MONEY.contains(name) ? MoneyEffect.NONE : MoneyEffect.EARNS;
        };
    }
}
