package io.flywheel.command.campaign;

import io.flywheel.api.winback.CampaignActivated;
import io.flywheel.api.winback.CampaignEnded;
import io.flywheel.api.winback.CampaignPaused;
import io.flywheel.api.winback.CampaignPublished;
import io.flywheel.api.winback.SendingResumed;
import io.flywheel.api.winback.SendingStopped;
import io.flywheel.command.definition.PublishedVersion;
import io.flywheel.command.definition.UnknownDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the streams of the campaigns say up to a position.
 *
 * @param head the position of the newest event in it, 0 for none
 * @param campaigns by id
 * @param everActive the ids of those that were ever activated, in the order of their first activation
 */
record CampaignCatalogue(long head, Map<String, PublishedCampaign> campaigns, Set<String> everActive, Sending sending) {

    static CampaignCatalogue of(List<LoggedChange> log) {
        Map<String, PublishedCampaign> campaigns = new TreeMap<>();
        Set<String> everActive = new LinkedHashSet<>();
        Sending sending = Sending.FROM_THE_START;
        for (LoggedChange logged : log) {
            switch (logged.event()) {
                case CampaignPublished it ->
                    campaigns.merge(
                            it.campaign(),
                            first(it, logged),
                            (before, first) -> new PublishedCampaign(
                                    before.id(),
                                    Stream.concat(before.versions().stream(), first.versions().stream())
                                            .toList(),
                                    before.standing(),
                                    before.activated()));
                case CampaignActivated it -> {
                    everActive.add(it.campaign());
                    stand(campaigns, it.campaign(), Standing.ACTIVE, it.version());
                }
                case CampaignPaused it -> stand(campaigns, it.campaign(), Standing.PAUSED, null);
                case CampaignEnded it ->
                    stand(campaigns, it.campaign(), it.finish() ? Standing.FINISHING : Standing.ENDED, null);
                case SendingStopped it -> sending = new Sending(true, it.reason(), it.by(), logged.recordedAt());
                case SendingResumed it -> sending = new Sending(false, null, it.by(), logged.recordedAt());
            }
        }
        return new CampaignCatalogue(log.isEmpty() ? 0 : log.getLast().position(), campaigns, everActive, sending);
    }

    private static PublishedCampaign first(CampaignPublished it, LoggedChange logged) {
        PublishedVersion version =
                new PublishedVersion(it.version(), it.text(), it.hash(), it.by(), logged.recordedAt());
        return new PublishedCampaign(it.campaign(), List.of(version), Standing.DRAFT, null);
    }

    /** @param version none where the one before stays */
    private static void stand(
            Map<String, PublishedCampaign> campaigns, String id, Standing standing, @Nullable Integer version) {
        campaigns.computeIfPresent(
                id,
                (same, before) -> new PublishedCampaign(
                        id, before.versions(), standing, version == null ? before.activated() : version));
    }

    boolean has(String id, int version) {
        PublishedCampaign campaign = campaigns.get(id);
        return campaign != null && version <= campaign.versions().size();
    }

    boolean hasText(String id, String text) {
        PublishedCampaign campaign = campaigns.get(id);
        return campaign != null && campaign.hasText(text);
    }

    /** @throws UnknownDefinition if no version of it was ever published */
    PublishedCampaign get(String id) {
        PublishedCampaign campaign = campaigns.get(id);
        if (campaign == null) {
            throw UnknownDefinition.id("campaign", id);
        }
        return campaign;
    }

    /** Those that start for people, in the order of their first activation. */
    List<PublishedCampaign> active() {
        return everActive.stream()
                .map(this::get)
                .filter(campaign -> campaign.standing() == Standing.ACTIVE)
                .toList();
    }

    /** Those that were ever activated in the order of their first activation, then the drafts by id. */
    List<PublishedCampaign> inOrder() {
        List<PublishedCampaign> ordered = new ArrayList<>();
        everActive.forEach(id -> ordered.add(get(id)));
        campaigns.values().stream()
                .filter(campaign -> !everActive.contains(campaign.id()))
                .forEach(ordered::add);
        return ordered;
    }
}
