package io.flywheel.command.spend;

import io.flywheel.command.platform.LedgerEventStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Records the rows of a request in one transaction, the years of all its channels read with few queries. */
@Component
class SpendRecorder {
    private final Repository<SpendYear> years;
    private final LedgerEventStore store;

    SpendRecorder(Repository<SpendYear> years, LedgerEventStore store) {
        this.years = years;
        this.store = store;
    }

    /** @return how many rows were not known yet */
    @CommandHandler
    int record(RecordSpend command, UnitOfWork<?> work) throws Exception {
        // In one order, so that two requests never wait for each other's years.
        Map<String, List<Spent>> byStream = new TreeMap<>();
        for (Spent spent : command.rows()) {
            byStream.computeIfAbsent(SpendYear.stream(spent.channel(), spent.day()), stream -> new ArrayList<>())
                    .add(spent);
        }
        store.preload(work, List.copyOf(byStream.keySet()), List.of());
        int recorded = 0;
        for (Map.Entry<String, List<Spent>> one : byStream.entrySet()) {
            Aggregate<SpendYear> year = years.loadOrCreate(one.getKey(), SpendYear::new);
            recorded += year.invoke(each -> (int) one.getValue().stream()
                    .filter(spent -> each.record(spent, command.by()))
                    .count());
        }
        return recorded;
    }
}
