package io.flywheel.command.ingestion;

import io.flywheel.command.churn.HistoryArriving;
import io.flywheel.command.platform.Homes;
import org.springframework.stereotype.Component;

/** History is being filled in while an import is under way, in any process but one that is away. */
@Component
class ImportActivity implements HistoryArriving {
    private final Imports imports;
    private final Homes homes;

    ImportActivity(Imports imports, Homes homes) {
        this.imports = imports;
        this.homes = homes;
    }

    @Override
    public boolean isUnderWay() {
        return imports.homesUnderWay().stream().anyMatch(home -> !homes.isAway(home));
    }
}
