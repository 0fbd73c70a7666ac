package io.flywheel.command.ingestion;

import io.flywheel.command.churn.HistoryArriving;
import org.springframework.stereotype.Component;

/** History is being filled in while an import is under way. */
@Component
class ImportActivity implements HistoryArriving {
    private final Imports imports;

    ImportActivity(Imports imports) {
        this.imports = imports;
    }

    @Override
    public boolean isUnderWay() {
        return imports.isAnyUnderWay();
    }
}
