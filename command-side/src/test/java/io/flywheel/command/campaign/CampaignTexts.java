package io.flywheel.command.campaign;

import io.flywheel.api.definition.ModelFile;
import io.flywheel.api.model.StageModel;

/** Small campaigns, and the model they are for, as somebody would write them. */
final class CampaignTexts {
    static final StageModel SHOP = ModelFile.read("shop.yaml", 1, """
            id: shop
            titles: {en: A small shop, zh: 小店}
            silence: P30D
            stages:
              - {name: visitor, titles: {en: Visitor, zh: 访客}}
              - {name: regular, titles: {en: Regular, zh: 常客}}
              - {name: gone, titles: {en: Gone, zh: 流失}, lost: true}
            rules:
              - {name: came, to: visitor, when: "true"}
            """);

    private CampaignTexts() {}

    /** @param template of its only message, so that texts can differ */
    static String comeBack(String id, String template) {
        return """
                # For whoever is gone.
                id: %s
                titles: {en: Come back, zh: 回来吧}
                model: shop
                stage: gone
                holdOut: 10%%
                quietHours: {from: "21:00", to: "09:00"}
                cap: {messages: 2, per: P7D}
                purpose: email
                cost: {amount: "0.05", currency: CNY}
                steps:
                  - {after: PT0S, channel: log, template: %s}
                """.formatted(id, template);
    }

    /** @param stage of the model {@code shop}, or not */
    static String onward(String id, String stage) {
        return comeBack(id, "onward").replace("stage: gone", "stage: " + stage + "\ngoal: regular");
    }
}
