package io.flywheel.query.platform;

import io.flywheel.api.definition.ModelActivated;
import io.flywheel.api.definition.ModelPublished;
import io.flywheel.query.money.MoneyBooks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/** Given events, then rows: read models fed by hand, with the beans that answer questions about them. */
public final class TestReadModels {
    public final TestLedger ledger = new TestLedger();
    public final LedgerHead head = new LedgerHead(ledger.jdbc);
    public final Positions positions = new Positions(ledger.jdbc, head, Duration.ofMillis(50));
    public final Snapshot snapshot = new Snapshot(ledger.transactions, ledger.schema);
    public final Scan scan = new Scan(ledger.jdbc, ledger.schema);
    private final Generations generations = new Generations(ledger.jdbc, ledger.transactions, ledger.schema);
    private final List<Projection> projections;
    private final List<LedgerEvent> all = new ArrayList<>();

    public TestReadModels(Projection... projections) {
        this.projections = Stream.concat(Stream.of(new DefinitionProjection()), Stream.of(projections))
                .toList();
        this.projections.forEach(projection -> generations.first(projection.name()));
    }

    /** Models whose text nobody reads: the given one stands for each. */
    public Models models(ActiveModel model) {
        return new Models(
                ledger.jdbc,
                (id, version, text) -> new ActiveModel(id, version, model.titles(), model.stages(), model.silence()));
    }

    public MoneyBooks books() {
        return new MoneyBooks(ledger.jdbc, scan, snapshot);
    }

    public void activate(String model, int version) {
        tell(
                "model:" + model,
                new ModelPublished(model, version, "text", "hash" + version, "test"),
                new ModelActivated(model, version, "test"));
    }

    /** Appends events and projects them as one block. */
    public List<LedgerEvent> tell(String stream, Object... events) {
        List<LedgerEvent> block = new ArrayList<>();
        for (Object event : events) {
            block.add(ledger.event(stream, event));
        }
        tell(block);
        return block;
    }

    public void tell(List<LedgerEvent> block) {
        ledger.append(block);
        all.addAll(block);
        projections.forEach(projection -> project(projection, block, 1));
    }

    /** Projects everything told so far into a further generation, in blocks of this many events. */
    public void rebuild(Projection projection, int generation, int blockSize) {
        generations.open(projection.name(), generation);
        for (int start = 0; start < all.size(); start += blockSize) {
            project(projection, all.subList(start, Math.min(all.size(), start + blockSize)), generation);
        }
    }

    public void switchTo(Projection projection, int generation) {
        generations.switchTo(projection.name(), generations.live(projection.name()), generation);
    }

    public void project(Projection projection, List<LedgerEvent> block, int generation) {
        new TransactionTemplate(ledger.transactions).executeWithoutResult(status -> {
            projection.project(block, ledger.jdbc, generation);
            ledger.jdbc.update(
                    "UPDATE read_model_position SET position = ? WHERE name = ? AND generation = ?",
                    block.getLast().position(),
                    projection.name(),
                    generation);
        });
    }
}
