package io.flywheel.command.ingestion;

import io.flywheel.command.platform.RawBodyFilter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What ingestion needs of the web server: raw bodies, paths that may end in a slash, browsers that may send. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SourceSettings.class, IngestionSettings.class})
class IngestionConfiguration {
    @Bean
    FilterRegistrationBean<RawBodyFilter> rawBodyFilter() {
        FilterRegistrationBean<RawBodyFilter> filter = new FilterRegistrationBean<>(new RawBodyFilter());
        filter.addUrlPatterns(
                "/v1/*", "/api/imports", "/api/imports/", "/api/quarantine/*", "/api/spend", "/api/campaigns/*");
        // First of all: nothing may ask for a parameter of the bare request.
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<UrlHandlerFilter> ingestionTrailingSlash() {
        return new FilterRegistrationBean<>(UrlHandlerFilter.trailingSlashHandler("/v1/**", "/api/imports/**")
                .wrapRequest()
                .build());
    }

    @Bean
    WebMvcConfigurer ingestionFromBrowsers(Sources sources) {
        return new WebMvcConfigurer() {
            @Override
            public void addCorsMappings(CorsRegistry registry) {
                String[] origins = sources.origins().toArray(String[]::new);
                if (origins.length > 0) {
                    registry.addMapping("/v1/**")
                            .allowedOrigins(origins)
                            .allowedMethods("POST")
                            .allowedHeaders("*")
                            .maxAge(3600);
                }
            }
        };
    }
}
