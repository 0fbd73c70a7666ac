package io.flywheel;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Tells what the web server refuses before any of our code sees it (a broken request line) as a problem document too. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class WebServerProblems implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        // Behind the server's own report, which then finds that everything is told already.
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Report()));
    }

    static String detail(int status) {
        return switch (status) {
            case 400 ->
                "The request is not readable as HTTP: its first line, a header or the length of its body is wrong, or"
                        + " its body ended before all of it was here. Mend it and send the whole of it again.";
            case 404 -> "There is nothing here; /swagger-ui.html lists every call.";
            case 405 -> "This method is not supported; /swagger-ui.html lists every call.";
            case 413, 414, 431 ->
                "The request's address, headers or body are longer than this call reads; send less of it.";
            default ->
                status < 500
                        ? "The request cannot be served as it is; /swagger-ui.html lists every call."
                        : "Something is wrong on this side. Sending the same request again is safe: nothing is recorded"
                                + " twice.";
        };
    }

    private static final class Report extends ErrorReportValve {
        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            try {
                response.setContentType("application/problem+json");
                response.setCharacterEncoding("UTF-8");
                Writer writer = response.getReporter();
                if (writer != null) {
                    writer.write(json(status));
                    response.finishResponse();
                }
            } catch (IOException | IllegalStateException nobodyListens) {
                // There is nobody left to tell.
            }
        }

        private static String json(int status) {
            HttpStatus known = HttpStatus.resolve(status);
            String title = known == null ? "Error" : known.getReasonPhrase();
            return "{\"detail\":\"" + detail(status) + "\",\"status\":" + status + ",\"title\":\"" + title + "\"}";
        }
    }
}
