package io.flywheel.house;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The parts of the house rules that ArchUnit has no words for. */
final class Conditions {
    private static final List<String> EMPTY_SUFFIXES =
            List.of("Command", "Event", "Impl", "Dto", "DTO", "Service", "Manager");
    private static final String EVENT_HANDLER = "org.axonframework.eventhandling.EventHandler";
    private static final String DISALLOW_REPLAY = "org.axonframework.eventhandling.DisallowReplay";

    private Conditions() {}

    static ArchCondition<JavaClass> readNoClockOfTheirOwn() {
        return condition(
                "read no clock of their own",
                (each, events) -> Stream.concat(
                                each.getCodeUnitCallsFromSelf().stream().map(call -> call.getTarget()),
                                each.getCodeUnitReferencesFromSelf().stream().map(reference -> reference.getTarget()))
                        .filter(Conditions::isAClock)
                        .forEach(target -> violated(events, each, each.getName() + " uses " + target.getFullName())));
    }

    private static boolean isAClock(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        boolean givenAClock = target.getRawParameterTypes().stream()
                .anyMatch(parameter -> parameter.getName().equals("java.time.Clock"));
        return (owner.startsWith("java.time.") && target.getName().equals("now") && !givenAClock)
                || (owner.equals("java.time.Clock")
                        && (target.getName().startsWith("system")
                                || target.getName().startsWith("tick"))
                        && !givenAClock)
                || (owner.equals("java.lang.System") && target.getName().equals("currentTimeMillis"))
                || (owner.equals("java.util.Date")
                        && target.getName().equals("<init>")
                        && target.getRawParameterTypes().isEmpty());
    }

    static ArchCondition<JavaClass> disallowReplayInEveryEventHandler() {
        return condition(
                "disallow replay in every event handler",
                (each, events) -> each.getMethods().stream()
                        .filter(method ->
                                method.isAnnotatedWith(EVENT_HANDLER) || method.isMetaAnnotatedWith(EVENT_HANDLER))
                        .filter(method -> !each.isAnnotatedWith(DISALLOW_REPLAY) && !disallowsReplay(method))
                        .forEach(method ->
                                violated(events, each, method.getFullName() + " would send again in a replay")));
    }

    private static boolean disallowsReplay(JavaMethod method) {
        return method.isAnnotatedWith(DISALLOW_REPLAY);
    }

    static ArchCondition<JavaClass> haveNoEmptySuffix() {
        return condition(
                "not end in " + EMPTY_SUFFIXES,
                (each, events) -> EMPTY_SUFFIXES.stream()
                        .filter(suffix -> each.getSimpleName().endsWith(suffix))
                        .forEach(suffix -> violated(events, each, each.getName() + " ends in " + suffix)));
    }

    static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return condition("reside in a package marked @NullMarked", (each, events) -> {
            if (!each.getPackage().isAnnotatedWith(NullMarked.class)) {
                violated(events, each, each.getName() + " is in a package without @NullMarked");
            }
        });
    }

    private interface Check {
        void of(JavaClass each, ConditionEvents events);
    }

    private static ArchCondition<JavaClass> condition(String description, Check check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                check.of(each, events);
            }
        };
    }

    private static void violated(ConditionEvents events, JavaClass each, String message) {
        events.add(SimpleConditionEvent.violated(each, message));
    }
}
