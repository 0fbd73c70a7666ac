package io.flywheel.benchmark;

/** One question about speed and how it is answered. */
interface Scenario {
    /** Adds what was done and found to a section, so that what was measured before a failure is still told. */
    void run(Setup setup, Section section) throws Exception;

    static Scenario named(String name) {
        return switch (name) {
            case "import" -> new ImportScenario(false);
            case "returning" -> new ImportScenario(true);
            case "rebuild" -> new RebuildScenario();
            case "late" -> new LateScenario();
            case "long" -> new LongHistoryScenario();
            case "file" -> new FileScenario();
            case "rfm" -> new RfmScenario();
            case "person" -> new PersonScenario();
            case "single" -> new SingleScenario();
            case "churn" -> new ChurnScenario();
            default -> throw new IllegalArgumentException(Options.USAGE);
        };
    }

    static String title(String name) {
        return switch (name) {
            case "import" -> "`import`: batches over HTTP against the raw floor";
            case "returning" -> "`returning`: the same for people whom the process has not seen since its start";
            case "rebuild" -> "`rebuild`: all read models from a million events against a hand-written loop";
            case "late" -> "`late`: batches one hour late against batches on time";
            case "long" -> "`long`: a long history against a short one";
            case "file" -> "`file`: a large file in little memory";
            case "person" -> "`person`: why, merging, splitting and forgetting people with 10,000 touchpoints";
            case "rfm" -> "`rfm`: scores and predictions of a million buyers";
            case "single" -> "`single`: sixteen senders of one touchpoint each";
            case "churn" -> "`churn`: finding and addressing those who have fallen silent";
            default -> name;
        };
    }
}
