package io.flywheel.command.campaign;

import io.flywheel.api.winback.Campaign;
import io.flywheel.api.winback.CampaignFile;
import io.flywheel.command.definition.PublishedVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The campaigns, and whether they may send anything. Cheap to ask per event; what another process changed is seen about a
 * second later. Safe for threads.
 */
@Component
public class Campaigns {
    private final CampaignLog log;
    private final Map<CampaignRef, Campaign> read = new ConcurrentHashMap<>();
    private volatile @Nullable Known known;

    private record CampaignRef(String id, int version) {}

    private record Known(CampaignCatalogue catalogue, List<Campaign> active) {}

    Campaigns(CampaignLog log) {
        this.log = log;
    }

    /** Those that start for people: activated, and not paused or ended; in the order of their first activation. */
    public List<Campaign> active() {
        return known().active();
    }

    /**
     * Any published version, whatever the campaign may do now.
     *
     * @throws RuntimeException saying so, if it was never published
     */
    public Campaign byRef(String id, int version) {
        CampaignRef ref = new CampaignRef(id, version);
        Campaign campaign = read.get(ref);
        if (campaign != null) {
            return campaign;
        }
        if (!catalogue().has(id, version)) {
            follow();
        }
        return read(ref, catalogue());
    }

    /** @throws RuntimeException saying so, if no version of it was ever published */
    public Standing standing(String id) {
        if (!catalogue().campaigns().containsKey(id)) {
            follow();
        }
        return catalogue().get(id).standing();
    }

    public boolean isSendingStopped() {
        return catalogue().sending().stopped();
    }

    /** Asks the log, not what is remembered: to stop means all processes, from the moment it is answered. */
    public boolean isSendingStoppedNow() {
        follow();
        return isSendingStopped();
    }

    CampaignCatalogue catalogue() {
        return known().catalogue();
    }

    /** Reads the streams again; to be called outside the transaction that wrote them. */
    synchronized void refresh() {
        CampaignCatalogue catalogue = CampaignCatalogue.of(log.read());
        List<Campaign> active = catalogue.active().stream()
                .map(campaign ->
                        read(new CampaignRef(campaign.id(), campaign.current().version()), catalogue))
                .toList();
        known = new Known(catalogue, active);
    }

    /** Another process may have changed something. */
    @Scheduled(fixedDelay = 1_000)
    public void follow() {
        Known before = known;
        if (before == null || log.head() != before.catalogue().head()) {
            refresh();
        }
    }

    private Known known() {
        Known now = known;
        if (now == null) {
            refresh();
            now = known;
        }
        if (now == null) {
            throw new IllegalStateException("the streams of the campaigns could not be read");
        }
        return now;
    }

    // A published version never changes, so what was read of it stays right for ever.
    private Campaign read(CampaignRef ref, CampaignCatalogue catalogue) {
        PublishedVersion published = catalogue.get(ref.id()).version(ref.version());
        return read.computeIfAbsent(
                ref, missing -> CampaignFile.read(ref.id() + ".yaml", ref.version(), published.text()));
    }
}
