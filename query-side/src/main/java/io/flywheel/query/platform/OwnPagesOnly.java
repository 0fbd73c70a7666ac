package io.flywheel.query.platform;

import io.flywheel.api.OtherSites;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Keeps pages of other sites from changing things with the help of a reader's browser; scripts pass.
 */
@Component
class OwnPagesOnly implements WebMvcConfigurer, HandlerInterceptor {
    private static final List<String> WHERE_THINGS_CHANGE =
            List.of("/api/replays", "/api/replays/**", "/replays", "/replays/**", "/api/ltv/model");

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(WHERE_THINGS_CHANGE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (OtherSites.wouldChangeSomething(request.getMethod(), request::getHeader)) {
            throw Problems.foreign("A page of another site has sent this. Open Flywheel's own page, or use a script.");
        }
        return true;
    }
}
