package io.flywheel.command.campaign;

import static io.flywheel.command.campaign.CampaignTexts.comeBack;
import static io.flywheel.command.campaign.CampaignTexts.onward;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.when;

import io.flywheel.api.winback.Campaign;
import io.flywheel.command.definition.UnknownDefinition;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CampaignsIT {
    private CampaignNode node;

    @BeforeEach
    void start() {
        node = new CampaignNode();
    }

    @Test
    void nothing_is_active_and_sending_goes_on_in_an_empty_store() {
        assertThat(node.campaigns.active()).isEmpty();
        assertThat(node.campaigns.isSendingStopped()).isFalse();
    }

    @Test
    void campaigns_stand_in_the_order_in_which_they_were_first_activated() {
        node.publish("back", comeBack("back", "hello"));
        node.publish("onward", onward("onward", "visitor"));
        node.publish("onward", onward("onward", "regular"));
        node.activate("onward", 1);
        node.activate("back", 1);
        node.activate("onward", 2);
        assertThat(active(node)).containsExactly("onward 2", "back 1");
    }

    @Test
    void a_campaign_starts_for_people_only_while_it_is_active() {
        node.publish("back", comeBack("back", "hello"));
        assertThat(node.campaigns.standing("back")).isEqualTo(Standing.DRAFT);
        assertThat(active(node)).isEmpty();
        node.activate("back", 1);
        assertThat(node.campaigns.standing("back")).isEqualTo(Standing.ACTIVE);
        assertThat(active(node)).containsExactly("back 1");
        node.pause("back");
        assertThat(node.campaigns.standing("back")).isEqualTo(Standing.PAUSED);
        assertThat(active(node)).isEmpty();
        node.activate("back", 1);
        node.end("back", true);
        assertThat(node.campaigns.standing("back")).isEqualTo(Standing.FINISHING);
        assertThat(active(node)).isEmpty();
        node.end("back", false);
        assertThat(node.campaigns.standing("back")).isEqualTo(Standing.ENDED);
        node.activate("back", 1);
        assertThat(active(node)).containsExactly("back 1");
    }

    @Test
    void a_new_version_changes_nothing_until_it_is_activated() {
        node.publish("back", comeBack("back", "hello"));
        node.activate("back", 1);
        node.publish("back", comeBack("back", "gift"));
        assertThat(active(node)).containsExactly("back 1");
        assertThat(node.campaigns.standing("back")).isEqualTo(Standing.ACTIVE);
    }

    @Test
    void every_published_version_can_be_had_for_ever() {
        node.publish("back", comeBack("back", "hello"));
        node.publish("back", comeBack("back", "gift"));
        assertThat(node.campaigns.byRef("back", 1).step(1).template()).isEqualTo("hello");
        assertThat(node.campaigns.byRef("back", 2).step(1).template()).isEqualTo("gift");
    }

    @Test
    void what_was_never_published_is_unknown() {
        node.publish("back", comeBack("back", "hello"));
        assertThatThrownBy(() -> node.campaigns.byRef("back", 2)).hasMessageContaining("has no version 2");
        assertThatThrownBy(() -> node.campaigns.byRef("back", 0)).hasMessageContaining("has no version 0");
        assertThatThrownBy(() -> node.campaigns.byRef("forth", 1)).hasMessageContaining("No campaign is called");
        assertThatThrownBy(() -> node.campaigns.standing("forth")).hasMessageContaining("No campaign is called");
        assertThatThrownBy(() -> node.pause("forth")).isInstanceOf(UnknownDefinition.class);
        assertThatThrownBy(() -> node.end("forth", true)).isInstanceOf(UnknownDefinition.class);
        assertThatThrownBy(() -> node.activate("forth", 1)).isInstanceOf(UnknownDefinition.class);
    }

    @Test
    void another_process_sees_what_was_activated_and_stopped_when_it_looks_again() {
        CampaignNode other = new CampaignNode(node);
        assertThat(other.campaigns.active()).isEmpty();
        node.publish("back", comeBack("back", "hello"));
        node.activate("back", 1);
        node.control.stopSending(new StopSending("wrong offer", "ada"));
        assertThat(other.campaigns.active()).isEmpty();
        assertThat(other.campaigns.isSendingStopped()).isFalse();
        other.campaigns.follow();
        assertThat(active(other)).containsExactly("back 1");
        assertThat(other.campaigns.isSendingStopped()).isTrue();
    }

    @Test
    void a_version_published_by_another_process_is_found_at_once() {
        CampaignNode other = new CampaignNode(node);
        assertThat(other.campaigns.active()).isEmpty();
        node.publish("back", comeBack("back", "hello"));
        assertThat(other.campaigns.byRef("back", 1).version()).isEqualTo(1);
        node.publish("forth", comeBack("forth", "hello"));
        assertThat(other.campaigns.standing("forth")).isEqualTo(Standing.DRAFT);
    }

    @Test
    void the_list_stays_the_same_object_until_something_changes() {
        node.publish("back", comeBack("back", "hello"));
        node.activate("back", 1);
        List<Campaign> before = node.campaigns.active();
        node.campaigns.follow();
        assertThat(node.campaigns.active()).isSameAs(before);
    }

    @Test
    void all_sending_stops_and_goes_on_by_one_switch() {
        node.control.resumeSending(new ResumeSending("ada"));
        assertThat(node.events()).isZero();
        node.control.stopSending(new StopSending("wrong offer", "ada"));
        assertThat(node.campaigns.isSendingStopped()).isTrue();
        node.control.resumeSending(new ResumeSending("ada"));
        assertThat(node.campaigns.isSendingStopped()).isFalse();
        assertThat(node.events()).isEqualTo(2);
    }

    @Test
    void a_campaign_that_would_start_for_nobody_is_not_activated() {
        node.publish("back", comeBack("back", "hello"));
        when(node.models.all()).thenReturn(List.of());
        assertThatThrownBy(() -> node.activate("back", 1)).isInstanceOf(StandsOtherwise.class);
        assertThat(node.campaigns.standing("back")).isEqualTo(Standing.DRAFT);
    }

    private static List<String> active(CampaignNode node) {
        return node.campaigns.active().stream()
                .map(campaign -> campaign.id() + " " + campaign.version())
                .toList();
    }
}
