package io.flywheel.command.campaign;

/** A campaign that can be sent as it stands, for the description of the API. */
final class CampaignExample {
    static final String YAML = """
            id: say-hello
            titles: {en: Say hello, zh: 打个招呼}
            model: aarrr
            stage: activation
            goal: retention
            purpose: email
            steps:
              - {after: P1D, channel: log, template: say-hello}
            """;

    private CampaignExample() {}
}
