package io.flywheel.command.lifecycle;

import io.flywheel.api.model.ModelRef;
import io.flywheel.command.definition.ActiveModels;
import io.flywheel.command.definition.ActiveSet;
import java.util.List;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.stereotype.Component;

/**
 * The active models as one unit of work uses them. It commits only if they are still active then, so whoever is recorded
 * after an activation is recorded under it, also by a process that had not heard of it.
 */
@Component
class ModelsInForce {
    private static final String USED = "flywheel.modelsInForce";

    private final ActiveModels models;

    ModelsInForce(ActiveModels models) {
        this.models = models;
    }

    /** The same for the whole of a unit of work. */
    List<ModelRef> now() {
        UnitOfWork<?> work = CurrentUnitOfWork.get().root();
        ActiveSet used = work.getOrComputeResource(USED, key -> watched(work));
        return used.models().stream().map(ModelRef::of).toList();
    }

    private ActiveSet watched(UnitOfWork<?> work) {
        ActiveSet used = models.now();
        // Between the append and the commit: it then holds the head of the log, which an activation needs as well.
        work.onCommit(committing -> {
            if (!models.stillHolds(used)) {
                throw new ConcurrencyException("another version of a stage model was published or activated meanwhile");
            }
        });
        return used;
    }
}
