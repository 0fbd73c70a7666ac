package io.flywheel.api.winback;

import io.flywheel.api.Money;
import io.flywheel.api.definition.Problems;
import io.flywheel.api.definition.Section;
import io.flywheel.api.definition.Values;
import io.flywheel.api.definition.YamlText;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.privacy.Purposes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a campaign's YAML; what it does not understand it refuses. Defaults and bounds are in docs/campaigns.md. */
public final class CampaignFile {
    private static final Set<String> KEYS = Set.of(
            "id",
            "titles",
            "model",
            "stage",
            "goal",
            "within",
            "newsLimit",
            "coolDown",
            "holdOut",
            "zone",
            "quietHours",
            "cap",
            "purpose",
            "cost",
            "steps");
    /** Of the 64 characters of a stream's name, without its prefix. */
    private static final int LONGEST_ID = 55;

    private static final Duration YEAR = Duration.ofDays(366);
    private static final Values.Bounds WITHIN =
            new Values.Bounds(Duration.ofHours(1), YEAR, "from one hour to 366 days long");
    private static final Values.Bounds NEWS_LIMIT =
            new Values.Bounds(Duration.ofMinutes(1), YEAR, "from one minute to 366 days long");
    private static final Values.Bounds COOL_DOWN =
            new Values.Bounds(Duration.ZERO, Duration.ofDays(3_660), "from PT0S to 3660 days long");

    private final Problems problems;

    private CampaignFile(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads what was checked against its model when it was published.
     *
     * @param file the name to use in errors
     * @param version the version it is or will be published as
     * @throws io.flywheel.api.definition.DefinitionRefused with file, line and reason of everything that is wrong
     */
    public static Campaign read(String file, int version, String yaml) {
        CampaignFile read = new CampaignFile(new Problems(file));
        return read.campaign(read.section(yaml), version);
    }

    /**
     * Reads what somebody wants to publish: it must be of the campaign that it is sent as, and there must be the model,
     * the stage and the goal.
     *
     * @param sentAs the id of the campaign
     * @param version the version it would be published as
     * @param versions answers the versions of a model that count, the one to tell an author about first; none if there is
     *     no such model
     * @throws io.flywheel.api.definition.DefinitionRefused with file, line and reason of everything that is wrong
     */
    public static Campaign check(String sentAs, int version, String yaml, Function<String, List<StageModel>> versions) {
        CampaignFile read = new CampaignFile(new Problems(sentAs + ".yaml"));
        Section section = read.section(yaml);
        refuseForeign(section, sentAs);
        StageCheck.of(section, versions);
        return read.campaign(section, version);
    }

    private Section section(String yaml) {
        return new Section(YamlText.root(yaml, problems), "the campaign", problems, KEYS);
    }

    private static void refuseForeign(Section section, String sentAs) {
        String id = section.has("id") ? section.text("id") : null;
        if (id != null && !id.equals(sentAs)) {
            section.problem(
                    "id",
                    "the text is of the campaign '%s' but it was sent as '%s'; both must name the same campaign"
                            .formatted(id, sentAs));
        }
        if (id != null && id.length() > LONGEST_ID) {
            section.problem("id", "a campaign's id has at most " + LONGEST_ID + " characters");
        }
    }

    private Campaign campaign(Section section, int version) {
        String id = Values.name(section, "id");
        Map<String, String> titles = Values.titles(section, "the campaign");
        String model = Values.name(section, "model");
        String stage = Values.name(section, "stage");
        String goal = section.has("goal") ? Values.name(section, "goal") : null;
        Duration within = Values.duration(section, "within", WITHIN, Duration.ofDays(30));
        Duration newsLimit = Values.duration(section, "newsLimit", NEWS_LIMIT, Duration.ofHours(72));
        Duration coolDown = Values.duration(section, "coolDown", COOL_DOWN, Duration.ofDays(90));
        ZoneId zone = Values.zone(section);
        CampaignValues values = new CampaignValues(section);
        BigDecimal holdOut = values.holdOut();
        QuietHours quietHours = values.quietHours();
        CampaignValues.Cap cap = values.cap();
        String purpose = purpose(section);
        Money cost = values.cost();
        List<Step> steps = new StepReader(problems).read(section.list("steps", true), section, within);
        problems.refuse();
        return new Campaign(
                Objects.requireNonNull(id),
                version,
                titles,
                Objects.requireNonNull(model),
                Objects.requireNonNull(stage),
                goal,
                within,
                newsLimit,
                coolDown,
                holdOut,
                zone,
                quietHours,
                cap.messages(),
                cap.per(),
                Objects.requireNonNull(purpose),
                cost,
                steps);
    }

    private static @Nullable String purpose(Section section) {
        String purpose = section.text("purpose");
        if (purpose != null && !Purposes.isOne(purpose)) {
            section.problem(
                    "purpose",
                    "'" + purpose + "' is no purpose, such as email: it must start with a lower-case letter or digit"
                            + " and go on with those, dots, hyphens and underscores, 64 at most");
        }
        return purpose;
    }
}
