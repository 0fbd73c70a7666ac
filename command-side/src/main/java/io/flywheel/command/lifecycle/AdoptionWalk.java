package io.flywheel.command.lifecycle;

import io.flywheel.command.definition.Adoptions;
import io.flywheel.command.definition.Adoptions.Walk;
import java.util.List;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/** Brings everybody under the versions that were activated after her, some people in one transaction with the progress. */
@Component
class AdoptionWalk {
    private final Transactions transactions;
    private final ModelsInForce inForce;
    private final Adoptions adoptions;
    private final LifecyclePages pages;
    private final People people;
    private List<String> tried = List.of();

    AdoptionWalk(
            Transactions transactions,
            ModelsInForce inForce,
            Adoptions adoptions,
            LifecyclePages pages,
            People people) {
        this.transactions = transactions;
        this.inForce = inForce;
        this.adoptions = adoptions;
        this.pages = pages;
        this.people = people;
    }

    /**
     * Finds out what is to be walked; to be called whenever other versions may have become active.
     *
     * @param again whether to try those again who were set aside
     */
    void begin(boolean again) {
        adoptions.begin();
        if (again) {
            adoptions.retrySetAside();
        }
        for (Walk walk : adoptions.uncounted()) {
            adoptions.counted(walk, pages.count(walk.activation()));
        }
    }

    /**
     * Goes one step.
     *
     * @param most people
     * @return whether there may be another step
     */
    boolean step(int most) {
        return inOne(most, (work, walk, page) -> {
            if (page.last().isEmpty()) {
                adoptions.finished(walk);
            } else {
                tried = page.people();
                people.adopt(work, page.people(), walk.model());
                adoptions.walked(walk, page.last(), page.people().size());
            }
        });
    }

    /** Leaves the person behind with whom the last step failed, unless another process has. @return who it is */
    String setAside() {
        inOne(1, (work, walk, page) -> {
            if (page.people().equals(tried)) {
                page.people().forEach(person -> adoptions.setAside(walk, person));
            }
        });
        return String.join(", ", tried);
    }

    private interface Step {
        void go(UnitOfWork<?> work, Walk walk, LifecyclePages.Page page);
    }

    private boolean inOne(int most, Step step) {
        return transactions
                .inOne("adopt", (work, again) -> {
                    // First, so that a walk that was replaced meanwhile does not commit.
                    inForce.now();
                    Walk walk = adoptions.next();
                    if (walk == null) {
                        return false;
                    }
                    step.go(work, walk, pages.next(walk.walked(), walk.activation(), most));
                    return true;
                })
                .result();
    }
}
