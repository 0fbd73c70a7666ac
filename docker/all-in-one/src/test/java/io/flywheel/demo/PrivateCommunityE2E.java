package io.flywheel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The shop with a private community: dear strangers, core users in groups, offers of their own that they pass on. */
class PrivateCommunityE2E {
    private static final int PEOPLE = 400;
    private static final int MOST_ORDERS = 40;

    /** No rule says out of which stage it leads: that people come one step after the other is theirs to show. */
    private static final String STEPS = """
            id: steps
            titles: {en: Steps in the shop}
            silence: P36500D
            stages:
              - {name: stranger, titles: {en: Stranger}}
              - {name: core, titles: {en: Ordered twice}}
              - {name: member, titles: {en: In the community}}
              - {name: redeemer, titles: {en: Took an offer}}
              - {name: sharer, titles: {en: Passed an offer on}}
              - {name: gone, titles: {en: Gone}, lost: true}
            rules:
              - {name: shared, to: sharer, when: 'touchpoint.name == "Offer Shared"'}
              - {name: redeemed, to: redeemer, when: 'touchpoint.name == "Coupon Redeemed"'}
              - {name: joined, to: member, when: 'touchpoint.name == "Community Joined"'}
              - {name: twice, to: core, when: 'count("Order Completed") >= 2'}
              - {name: came, to: stranger, when: 'true'}
            """;

    @TempDir
    static Path data;

    private static Scenario shop;

    @BeforeAll
    static void live() {
        shop = new Scenario(data);
        shop.activate("ecommerce");
        shop.ask("steps", STEPS);
        shop.ask("orders", ordersOutsideAndInside());
        shop.live(new Shop(PEOPLE));
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    /** One stage for each number of orders, once for people outside the community and once for those in it. */
    private static String ordersOutsideAndInside() {
        StringBuilder stages = new StringBuilder("  - {name: fewer, titles: {en: Fewer}}\n");
        StringBuilder rules = new StringBuilder();
        for (String where : new String[] {"outside", "inside"}) {
            for (int orders = 2; orders <= MOST_ORDERS; orders++) {
                String name = where + "-" + orders;
                String inside = where.equals("inside") ? " && count(\"Community Joined\") >= 1" : "";
                stages.append("  - {name: %s, titles: {en: %s}}%n".formatted(name, name));
                rules.append("  - {name: to-%s, to: %s, when: 'count(\"Order Completed\") >= %d%s'}%n"
                        .formatted(name, name, orders, inside));
            }
        }
        return """
                id: orders
                titles: {en: Orders outside and inside the community}
                silence: P36500D
                stages:
                %s  - {name: gone, titles: {en: Gone}, lost: true}
                rules:
                %s  - {name: came, to: fewer, when: 'true'}
                """.formatted(stages, rules);
    }

    @Test
    void core_users_are_gathered_take_offers_and_pass_them_on_one_after_the_other() {
        assertThat(shop.cameInto("steps", "member")).containsExactly("core");
        assertThat(shop.cameInto("steps", "redeemer")).containsExactly("member");
        assertThat(shop.cameInto("steps", "sharer"))
                .isSubsetOf("member", "redeemer")
                .isNotEmpty();
    }

    /** Of those who ordered at least twice, which is when they are asked in. */
    @Test
    void those_in_the_community_order_more_often_and_for_more_than_those_who_stayed_outside() {
        Orders outside = orders("outside-");
        Orders inside = orders("inside-");
        assertThat(inside.people).isGreaterThan(20);
        assertThat(outside.people).isGreaterThan(20);
        assertThat(inside.each()).isGreaterThan(1.3 * outside.each());
        assertThat(inside.basket()).isGreaterThan(1.1 * outside.basket());
    }

    @Test
    void whom_a_friend_brings_orders_more_readily_than_whom_an_advertisement_brings() {
        double paid = buyersPerPerson("social", "affiliate");
        assertThat(paid).isBetween(0.02, 0.5);
        assertThat(buyersPerPerson("referral")).isGreaterThan(1.5 * paid);
    }

    @Test
    void the_model_for_shops_has_people_in_every_stage() {
        assertThat(shop.stages("ecommerce")
                        .mapToLong(stage -> stage.get("people").asLong()))
                .allMatch(people -> people > 0)
                .hasSize(7);
        assertThat(shop.moves("ecommerce")
                        .filter(move -> move.get("kind").asString().equals("entered")
                                && move.get("to").asString().equals("referral")))
                .isNotEmpty();
    }

    private record Orders(long people, long orders, BigDecimal value) {
        double each() {
            return (double) orders / people;
        }

        double basket() {
            return value.doubleValue() / orders;
        }
    }

    private static Orders orders(String prefix) {
        long people = 0;
        long orders = 0;
        BigDecimal value = BigDecimal.ZERO;
        for (JsonNode stage : shop.stages("orders").toList()) {
            String name = stage.get("stage").asString();
            if (name.startsWith(prefix)) {
                people += stage.get("people").asLong();
                orders += stage.get("people").asLong() * Integer.parseInt(name.substring(prefix.length()));
                for (JsonNode money : stage.get("value")) {
                    value = value.add(new BigDecimal(money.get("amount").asString()));
                }
            }
        }
        return new Orders(people, orders, value);
    }

    /** Who ordered at all, of those whose first touchpoint came by one of these channels. */
    private static double buyersPerPerson(String... channels) {
        long people = 0;
        long buyers = 0;
        for (String channel : channels) {
            String only = "?model=ecommerce&channel=" + channel;
            people += shop.http()
                    .json("/api/stages" + only + "&at=" + Scenario.end())
                    .get("people")
                    .asLong();
            Map<String, Long> entered = shop.http()
                    .json("/api/stages/transitions" + only + "&to=" + Scenario.end())
                    .get("transitions")
                    .valueStream()
                    .collect(Collectors.groupingBy(
                            move -> move.get("to").asString(),
                            Collectors.summingLong(move -> move.get("count").asLong())));
            buyers += entered.getOrDefault("first-order", 0L);
        }
        return (double) buyers / people;
    }
}
