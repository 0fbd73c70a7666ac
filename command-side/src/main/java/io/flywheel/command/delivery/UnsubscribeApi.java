package io.flywheel.command.delivery;

import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.command.lifecycle.ConsentLog;
import io.flywheel.command.lifecycle.ConsentRecorder;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where links in messages lead. Opening one changes nothing, since programs that look for bad links open them, too; only
 * the button, or the one click of a mail program (RFC 8058), does.
 */
@RestController
@Tag(name = "Delivery")
class UnsubscribeApi {
    private static final String SOURCE = "unsubscribe";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final PublicUrl publicUrl;
    private final Claims messages;
    private final ConsentLog consents;
    private final ConsentRecorder recorder;
    private final Clock clock;

    UnsubscribeApi(PublicUrl publicUrl, Claims messages, ConsentLog consents, ConsentRecorder recorder, Clock clock) {
        this.publicUrl = publicUrl;
        this.messages = messages;
        this.consents = consents;
        this.recorder = recorder;
        this.clock = clock;
    }

    @GetMapping(PublicUrl.UNSUBSCRIBE + "{token}")
    @Operation(hidden = true, summary = "Asks whoever followed the link of a message whether she wants no more of them")
    ResponseEntity<String> ask(@PathVariable("token") String token, HttpServletRequest request) {
        return page(messageOf(token).isPresent() ? UnsubscribePage.ASK : UnsubscribePage.UNKNOWN, request);
    }

    @PostMapping(PublicUrl.UNSUBSCRIBE + "{token}")
    @Operation(
            hidden = true,
            summary = "She wants no more messages of that purpose",
            description = "Her consent is withdrawn as of now. Said again, it changes nothing.")
    ResponseEntity<String> withdraw(@PathVariable("token") String token, HttpServletRequest request) {
        Optional<OutgoingMessage> message = messageOf(token);
        message.ifPresent(this::withdraw);
        return page(message.isPresent() ? UnsubscribePage.DONE : UnsubscribePage.UNKNOWN, request);
    }

    private Optional<OutgoingMessage> messageOf(String token) {
        return publicUrl.messageOf(token).flatMap(messages::find);
    }

    /** Whoever was forgotten gets nothing any more, and nothing more is recorded of her. */
    private void withdraw(OutgoingMessage message) {
        ConsentLog.Said said = consents.about(message.person(), message.purpose());
        ConsentChanged last = said.lastWord();
        if (said.isThere() && (last == null || last.granted())) {
            recorder.record(
                    said.person(), new ConsentChanged(message.purpose(), false, clock.instant(), SOURCE, null, null));
        }
    }

    private static ResponseEntity<String> page(UnsubscribePage page, HttpServletRequest request) {
        return ResponseEntity.status(page == UnsubscribePage.UNKNOWN ? HttpStatus.NOT_FOUND : HttpStatus.OK)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .header("Content-Security-Policy", UnsubscribePage.POLICY)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(page.in(request.getLocale()));
    }
}
