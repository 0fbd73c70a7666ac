package io.flywheel.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SliceRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds for every class of the product. The packages are matched anywhere, so that bad fixtures can break them. */
final class HouseRules {
    private static final String API = "..io.flywheel.api..";
    private static final String COMMAND = "..io.flywheel.command..";
    private static final String QUERY = "..io.flywheel.query..";

    /** Class names that end in a forbidden suffix for a reason. */
    private static final Map<String, String> NAMED_FOR_A_REASON = Map.of(
            "LifecycleEvent", "the sealed family itself: its members are the events",
            "DefinitionEvent", "the sealed family itself: its members are the events",
            "FitEvent", "the sealed family itself: its members are the events",
            "SpendEvent", "the sealed family itself: its members are the events",
            "WinBackEvent", "the sealed family itself: its members are the events",
            "CampaignEvent", "the sealed family itself: its members are the events",
            "LedgerEvent", "an entry of the log, which is a log of events");

    private static final Pattern READ_MODEL = Pattern.compile(".*io\\.flywheel\\.query\\.(\\w+)(\\..*)?");
    private static final Set<String> BASE = Set.of("platform", "identity", "money", "prediction");

    private HouseRules() {}

    static List<ArchRule> all() {
        return List.of(
                the_fold_is_pure_java(),
                the_shared_api_knows_no_spring(),
                the_shared_api_knows_neither_side(),
                the_command_side_never_sees_the_query_side(),
                the_query_side_never_sees_the_command_side(),
                the_query_side_never_sends_a_command(),
                read_models_do_not_use_each_other(),
                the_query_platform_knows_no_read_model(),
                packages_of_the_command_side_have_no_cycles(),
                time_comes_from_a_clock(),
                handlers_that_send_commands_cannot_run_in_a_replay(),
                names_say_what_a_thing_is(),
                http_classes_are_called_api(),
                http_classes_are_not_public(),
                projections_are_called_projection(),
                dependencies_come_through_constructors(),
                packages_are_null_marked());
    }

    static ArchRule the_fold_is_pure_java() {
        return classes()
                .that()
                .resideInAPackage("..io.flywheel.api.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", API)
                .as("the fold is pure java: no I/O, no framework");
    }

    static ArchRule the_shared_api_knows_no_spring() {
        return noClasses()
                .that()
                .resideInAPackage(API)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..");
    }

    static ArchRule the_shared_api_knows_neither_side() {
        return noClasses()
                .that()
                .resideInAPackage(API)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(COMMAND, QUERY);
    }

    static ArchRule the_command_side_never_sees_the_query_side() {
        return noClasses()
                .that()
                .resideInAPackage(COMMAND)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(QUERY);
    }

    static ArchRule the_query_side_never_sees_the_command_side() {
        return noClasses()
                .that()
                .resideInAPackage(QUERY)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(COMMAND);
    }

    static ArchRule the_query_side_never_sends_a_command() {
        return noClasses().that().resideInAPackage(QUERY).should().dependOnClassesThat(are(SENDS_COMMANDS));
    }

    static ArchRule read_models_do_not_use_each_other() {
        SliceRule apart = slices().assignedFrom(new ReadModels())
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAnyPackage("..io.flywheel.query.web..", "..io.flywheel.query.export.."),
                        resideInAnyPackage(QUERY))
                .ignoreDependency(
                        resideInAnyPackage("..io.flywheel.query.why.."),
                        resideInAnyPackage("..io.flywheel.query.timeline.."));
        return apart.as(
                "read models do not use each other (platform, identity, money and prediction are their base; web and export put"
                        + " their answers together and are used by none; why has no rows and explains what the timeline"
                        + " tells)");
    }

    static ArchRule the_query_platform_knows_no_read_model() {
        return noClasses()
                .that()
                .resideInAPackage("..io.flywheel.query.platform..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(QUERY)
                        .and(resideOutsideOfPackages("..io.flywheel.query.platform..", "..io.flywheel.query")));
    }

    static ArchRule packages_of_the_command_side_have_no_cycles() {
        return slices().matching("..io.flywheel.command.(*)..").should().beFreeOfCycles();
    }

    static ArchRule time_comes_from_a_clock() {
        return classes()
                .that()
                .resideInAPackage("..io.flywheel..")
                .and()
                .resideOutsideOfPackage("..platform..")
                .should(Conditions.readNoClockOfTheirOwn());
    }

    static ArchRule handlers_that_send_commands_cannot_run_in_a_replay() {
        return classes()
                .that(describe("depend on what sends commands", HouseRules::sendsCommands))
                .should(Conditions.disallowReplayInEveryEventHandler());
    }

    static ArchRule names_say_what_a_thing_is() {
        return classes()
                .that(describe(
                        "have no reason for their name", each -> !NAMED_FOR_A_REASON.containsKey(each.getSimpleName())))
                .should(Conditions.haveNoEmptySuffix());
    }

    static ArchRule http_classes_are_called_api() {
        return classes()
                .that()
                .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                .should()
                .haveSimpleNameEndingWith("Api");
    }

    static ArchRule http_classes_are_not_public() {
        return classes()
                .that()
                .areMetaAnnotatedWith("org.springframework.stereotype.Controller")
                .or()
                .areAnnotatedWith("org.springframework.stereotype.Controller")
                .should()
                .notBePublic();
    }

    static ArchRule projections_are_called_projection() {
        return classes()
                .that()
                .implement("io.flywheel.query.platform.Projection")
                .should()
                .haveSimpleNameEndingWith("Projection");
    }

    static ArchRule dependencies_come_through_constructors() {
        return noFields().should().beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired");
    }

    static ArchRule packages_are_null_marked() {
        return classes().should(Conditions.resideInANullMarkedPackage());
    }

    private static final DescribedPredicate<JavaClass> SENDS_COMMANDS = describe(
            "send commands",
            each -> Set.of(
                            "org.axonframework.commandhandling.gateway.CommandGateway",
                            "org.axonframework.commandhandling.CommandBus",
                            "io.flywheel.command.definition.ModelSwitch",
                            "io.flywheel.command.lifecycle.ConsentRecorder",
                            "io.flywheel.command.lifecycle.TouchpointRecorder",
                            "io.flywheel.command.lifecycle.TouchpointVoider")
                    .contains(each.getName()));

    private static boolean sendsCommands(JavaClass each) {
        return each.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> SENDS_COMMANDS.test(dependency.getTargetClass()));
    }

    /** One slice per package under query, without those that are everybody's base. */
    private static final class ReadModels implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
            Matcher matcher = READ_MODEL.matcher(each.getPackageName());
            return matcher.matches() && !BASE.contains(matcher.group(1))
                    ? SliceIdentifier.of(matcher.group(1))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "read models";
        }
    }
}
