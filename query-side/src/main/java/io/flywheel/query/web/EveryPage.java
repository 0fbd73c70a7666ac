package io.flywheel.query.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page says and sends: it loads nothing from elsewhere, and tells a demo apart. */
@ControllerAdvice(assignableTypes = {Pages.class, CampaignPages.class, ReplayPages.class})
class EveryPage {
    private static final String ONLY_OUR_OWN = "default-src 'self'; img-src 'self' data:; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final StoreState store;

    EveryPage(StoreState store) {
        this.store = store;
    }

    @ModelAttribute
    void everyPage(HttpServletRequest request, HttpServletResponse response, Model page, Locale locale) {
        response.setHeader("Content-Security-Policy", ONLY_OUR_OWN);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        page.addAttribute("language", locale.getLanguage().equals("zh") ? "zh-CN" : "en");
        page.addAttribute("demo", store.isDemo());
        page.addAttribute(
                "here",
                request.getRequestURI().substring(request.getContextPath().length()));
    }
}
