package io.flywheel.query.platform;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;

/**
 * The only way from the query side to what is recorded: an analyst's request that ends in a record is handed on over
 * HTTP, as if she had sent it there herself.
 */
@Component
public class CommandSide {
    private final RestClient http = RestClient.create();
    private final @Nullable String configured;
    private volatile int ownPort;

    /** @param configured where the command side answers; none where it is in this process */
    CommandSide(@Value("${flywheel.command-side:}") String configured) {
        this.configured = Parameters.blankAsNone(configured);
    }

    @EventListener
    void serving(WebServerInitializedEvent event) {
        ownPort = event.getWebServer().getPort();
    }

    /** Where people can send it calls of their own; none where that is here, under the address of this page. */
    public Optional<String> elsewhere() {
        return Optional.ofNullable(configured);
    }

    /**
     * @return its answer
     * @throws ErrorResponseException the problem that the command side answered; 503 if it does not answer
     */
    public <T> T post(String path, Object body, Class<T> answer) {
        String base = configured == null ? "http://127.0.0.1:" + ownPort : configured;
        try {
            T told = http.post()
                    .uri(base + path)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(body)
                    .retrieve()
                    .body(answer);
            return java.util.Objects.requireNonNull(told);
        } catch (RestClientResponseException refused) {
            throw handedOn(refused);
        } catch (ResourceAccessException away) {
            throw Problems.notYet("The command side does not answer, so nothing could be recorded. It is asked for at"
                    + " flywheel.command-side; try again once it runs.");
        }
    }

    private static ErrorResponseException handedOn(RestClientResponseException refused) {
        HttpStatusCode status = refused.getStatusCode();
        ProblemDetail problem = refused.getResponseBodyAs(ProblemDetail.class);
        return new ErrorResponseException(status, problem == null ? ProblemDetail.forStatus(status) : problem, refused);
    }
}
