package io.flywheel.query.web;

import io.flywheel.api.winback.Campaign;
import io.flywheel.query.platform.Models;
import io.flywheel.query.winback.Campaigns;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of all campaigns and the page of one; scripts fetch their figures. */
@Controller
@Hidden
class CampaignPages {
    private final StoreState store;
    private final Models models;
    private final Campaigns campaigns;

    CampaignPages(StoreState store, Models models, Campaigns campaigns) {
        this.store = store;
        this.models = models;
        this.campaigns = campaigns;
    }

    @GetMapping("/winback")
    String all(Model page, Locale locale) {
        page.addAttribute("empty", store.isEmpty());
        page.addAttribute("models", choices(locale));
        return "winback";
    }

    @GetMapping("/winback/{id}")
    String one(@PathVariable String id, Model page, HttpServletResponse response, Locale locale) {
        try {
            describe(campaigns.shown(id), page, locale);
            return "campaign";
        } catch (ErrorResponseException problem) {
            response.setStatus(problem.getStatusCode().value());
            page.addAttribute("problem", problem.getBody());
            page.addAttribute("unknown", "problem.nocampaign");
            return "problem";
        }
    }

    private void describe(Campaign campaign, Model page, Locale locale) {
        Choice model = choices(locale).stream()
                .filter(each -> each.id().equals(campaign.model()))
                .findFirst()
                .orElseGet(() -> new Choice(campaign.model(), campaign.model(), List.of()));
        String goal = campaign.goal();
        page.addAttribute("campaign", campaign);
        page.addAttribute("inPath", Pages.inPath(campaign.id()));
        page.addAttribute("title", Choice.title(campaign.titles(), locale, campaign.id()));
        page.addAttribute("model", model.title());
        page.addAttribute("stage", model.titleOf(campaign.stage()));
        page.addAttribute("aim", campaign.isWinBack() ? "back" : campaign.isToStay() ? "stay" : "goal");
        page.addAttribute("goal", goal == null ? "" : model.titleOf(goal));
    }

    /** The active version of a model first, whose titles are those to be shown. */
    private List<Choice> choices(Locale locale) {
        return models.published().stream()
                .map(model -> Choice.of(model, locale))
                .toList();
    }
}
