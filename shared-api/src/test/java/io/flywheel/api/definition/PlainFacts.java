package io.flywheel.api.definition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.flywheel.api.Money;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointNames;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The facts worked out the long way, from the whole history each time, and rules evaluated by CEL's own interpreter. */
final class PlainFacts {
    private final ZoneId zone;
    private final CelRuntime runtime;
    private List<Touchpoint> life = List.of();
    private List<Touchpoint> episode = List.of();
    private Touchpoint now;

    PlainFacts(ZoneId zone) {
        this.zone = zone;
        this.runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
                .setOptions(RuleLanguage.OPTIONS)
                .addFunctionBindings(bindings())
                .build();
    }

    CelRuntime.Program program(String text) {
        try {
            CelAbstractSyntaxTree tree = RuleLanguage.check(text);
            return runtime.createProgram(tree);
        } catch (Exception e) {
            throw new AssertionError("CEL refuses " + text, e);
        }
    }

    /** @param life everything up to and including the touchpoint at hand */
    void look(List<Touchpoint> life, int episodeStart) {
        this.life = life;
        this.episode = life.subList(episodeStart, life.size());
        this.now = life.getLast();
    }

    boolean holds(CelRuntime.Program program) {
        try {
            return (Boolean) program.eval(variables());
        } catch (CelEvaluationException e) {
            return false;
        }
    }

    private Map<String, Object> variables() {
        Map<String, Object> values = new HashMap<>();
        values.put("touchpoint.name", now.name());
        values.put("touchpoint.kind", now.kind().name().toLowerCase(Locale.ROOT));
        values.put("touchpoint.channel", now.channel() == null ? "" : now.channel());
        values.put("touchpoint.source", now.source());
        values.put("touchpoint.reference", now.reference() == null ? "" : now.reference());
        values.put("touchpoint.own", now.isActivity());
        values.put("touchpoint.score", real(now.score()));
        values.put("touchpoint.hasScore", now.score() != null);
        values.put("touchpoint.quantity", real(now.quantity()));
        values.put("touchpoint.seconds", real(now.seconds()));
        values.put(
                "touchpoint.amount",
                now.money() == null ? 0.0 : real(now.money().amount()));
        values.put("touchpoint.currency", now.money() == null ? "" : now.money().currency());
        values.put("activities", own(episode));
        values.put("lifetime.activities", own(life));
        values.put("streak", streak(episode));
        values.put("lifetime.streak", streak(life));
        values.put("tenureDays", tenure(episode));
        values.put("lifetime.tenureDays", tenure(life));
        values.put("quietDays", quiet());
        return values;
    }

    private List<CelFunctionBinding> bindings() {
        List<CelFunctionBinding> bindings = new ArrayList<>();
        bindings.add(CelFunctionBinding.from(
                "touchpoint.text_of", String.class, key -> property(key) instanceof String text ? text : ""));
        bindings.add(CelFunctionBinding.from(
                "touchpoint.number_of",
                String.class,
                key -> property(key) instanceof Number number ? number.doubleValue() : 0.0));
        bindings.add(CelFunctionBinding.from(
                "touchpoint.flag_of", String.class, key -> property(key) instanceof Boolean flag ? flag : false));
        bindings.add(CelFunctionBinding.from("quiet.count_name", String.class, name -> quietCount(Set.of(name))));
        bindings.add(
                CelFunctionBinding.from("quiet.count_names", List.class, names -> quietCount((Collection<?>) names)));
        for (String scope : List.of("", "lifetime.")) {
            boolean all = !scope.isEmpty();
            bindings.add(CelFunctionBinding.from(scope + "count_name", String.class, name -> count(all, Set.of(name))));
            bindings.add(CelFunctionBinding.from(
                    scope + "count_names", List.class, names -> count(all, (Collection<?>) names)));
            bindings.add(CelFunctionBinding.from(scope + "activeDays_all", List.of(), arguments ->
                    (long) days(of(all)).size()));
            bindings.add(CelFunctionBinding.from(
                    scope + "activeDays_window", Long.class, window -> activeDays(of(all), window)));
            bindings.add(
                    CelFunctionBinding.from(scope + "spent_of", String.class, currency -> spent(of(all), currency)));
        }
        return bindings;
    }

    private List<Touchpoint> of(boolean all) {
        return all ? life : episode;
    }

    private Object property(String key) {
        return now.properties().get(key);
    }

    private static double real(BigDecimal number) {
        return number == null ? 0.0 : number.doubleValue();
    }

    private long count(boolean all, Collection<?> names) {
        return of(all).stream().filter(t -> names.contains(t.name())).count();
    }

    private static long own(List<Touchpoint> of) {
        return of.stream().filter(Touchpoint::isActivity).count();
    }

    private LocalDate day(Touchpoint touchpoint) {
        return touchpoint.occurredAt().atZone(zone).toLocalDate();
    }

    private TreeSet<LocalDate> days(List<Touchpoint> of) {
        TreeSet<LocalDate> days = new TreeSet<>();
        of.stream().filter(Touchpoint::isActivity).map(this::day).forEach(days::add);
        return days;
    }

    private long activeDays(List<Touchpoint> of, long window) {
        return days(of).tailSet(day(now).minusDays(window - 1)).size();
    }

    private long streak(List<Touchpoint> of) {
        Set<LocalDate> days = days(of);
        long streak = 0;
        while (days.contains(day(now).minusDays(streak))) {
            streak++;
        }
        return streak;
    }

    private long tenure(List<Touchpoint> of) {
        return of.stream()
                .filter(Touchpoint::isActivity)
                .findFirst()
                .map(first ->
                        Duration.between(first.occurredAt(), now.occurredAt()).toDays())
                .orElse(0L);
    }

    private long quiet() {
        return life.subList(0, life.size() - 1).reversed().stream()
                .filter(Touchpoint::isActivity)
                .findFirst()
                .map(last ->
                        Duration.between(last.occurredAt(), now.occurredAt()).toDays())
                .orElse(0L);
    }

    private long quietCount(Collection<?> names) {
        int start = life.size() - 1;
        while (start > 0 && !life.get(start - 1).isActivity()) {
            start--;
        }
        return life.subList(start, life.size()).stream()
                .filter(each -> names.contains(each.name()))
                .count();
    }

    private static double spent(List<Touchpoint> of, String currency) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Touchpoint touchpoint : of) {
            Money money = touchpoint.money();
            if (money != null && money.currency().equals(currency)) {
                sum = switch (TouchpointNames.moneyEffect(touchpoint.name())) {
                    case EARNS -> sum.add(money.amount());
                    case REFUNDS, CANCELS -> sum.subtract(money.amount());
                    case NONE -> sum;
                };
            }
        }
        return sum.doubleValue();
    }
}
