package io.flywheel.command.platform;

import io.flywheel.api.OtherSites;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Keeps pages of other sites from recording things with the help of a reader's browser. The tracking API is not among
 * them: other sites' pages are what it is for, and its sources name them.
 */
@Component
class OwnPagesOnly implements WebMvcConfigurer, HandlerInterceptor {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns("/api/spend", "/api/fits", "/api/models/**", "/api/campaigns/**", "/api/sending/**")
                .addPathPatterns(
                        "/api/imports/**",
                        "/api/quarantine/**",
                        "/api/touchpoints/**",
                        "/api/users/**",
                        "/api/keys/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (OtherSites.wouldChangeSomething(request.getMethod(), request::getHeader)) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.FORBIDDEN,
                    "A page of another site has sent this. Open Flywheel's own page, or use a script.");
            problem.setTitle("Another site may not do this");
            throw new ErrorResponseException(HttpStatus.FORBIDDEN, problem, null);
        }
        return true;
    }
}
