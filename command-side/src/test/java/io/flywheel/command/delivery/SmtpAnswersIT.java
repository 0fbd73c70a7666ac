package io.flywheel.command.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.BlindIndex;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What refusals of real SMTP dialogues mean for a mail. */
class SmtpAnswersIT {
    private static final OutgoingMessage MESSAGE = new OutgoingMessage(
            "b3JkZXItNzgxMjM0NTY3OA",
            LifecycleId.random(),
            "e",
            "win-back",
            1,
            1,
            "email",
            "we-miss-you",
            "email",
            Instant.EPOCH);

    @TempDir
    Path templates;

    private EmailChannel channel(int port) {
        JavaMailSenderImpl mail = new JavaMailSenderImpl();
        mail.setHost("127.0.0.1");
        mail.setPort(port);
        URI here = URI.create("https://flywheel.example");
        PublicUrl publicUrl = new PublicUrl(new ChannelSettings(here, Map.of()), new BlindIndex(new byte[32]));
        return EmailChannel.of(
                "email",
                new ChannelSettings.Way(null, null, null, null, "news@shop.example", "desk@shop.example", templates),
                mail,
                publicUrl);
    }

    private static Letter letter() {
        return new Letter(
                MESSAGE,
                MESSAGE.person(),
                () -> new Contact("ada@example.org", Locale.ENGLISH, null),
                List::of,
                URI.create("https://flywheel.example/u/x"));
    }

    /** Answers one dialogue: a command that is named with the code that is given, every other one as it should be. */
    private static Thread dialogue(ServerSocket server, String refused, int code) {
        return Thread.ofPlatform().daemon().start(() -> {
            try (Socket socket = server.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
                say(socket, refused.equals("HELLO") ? code : 220);
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    String command = line.split("[ :]")[0];
                    if (command.equals(refused)) {
                        say(socket, code);
                    } else if (command.equals("DATA")) {
                        say(socket, 354);
                    } else if (command.equals(".")) {
                        say(socket, refused.equals("MAILED") ? code : 250);
                    } else if (List.of("EHLO", "MAIL", "RCPT", "RSET", "QUIT").contains(command)) {
                        say(socket, 250);
                    }
                }
            } catch (IOException closed) {
                // The client has gone.
            }
        });
    }

    private static void say(Socket socket, int code) throws IOException {
        socket.getOutputStream().write((code + " <ada@example.org> or not\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550, smtp-550, true",
        "RCPT, 450, smtp-450, false",
        "MAIL, 550, smtp-550, true",
        "MAIL, 421, smtp-421, false",
        "MAILED, 554, smtp-554, true",
        "MAILED, 452, smtp-452, false"
    })
    void what_is_refused_for_good_is_not_sent_again_and_nobodys_address_is_quoted(
            String command, int code, String reason, boolean forGood) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            dialogue(server, command, code);
            Undeliverable failure = catchThrowableOfType(
                    Undeliverable.class, () -> channel(server.getLocalPort()).send(letter()));
            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure.isForGood()).isEqualTo(forGood);
        }
    }

    @Test
    void a_server_that_is_not_there_is_tried_again() throws Exception {
        int free;
        try (ServerSocket server = new ServerSocket(0)) {
            free = server.getLocalPort();
        }
        Undeliverable failure =
                catchThrowableOfType(Undeliverable.class, () -> channel(free).send(letter()));
        assertThat(failure.reason()).isEqualTo("no-connection");
        assertThat(failure.isForGood()).isFalse();
    }

    @Test
    void templates_of_the_installation_go_before_those_that_are_shipped() throws Exception {
        Files.writeString(templates.resolve("we-miss-you_en.txt"), "Subject: Ours\n\nBye: [(${unsubscribe})]\n");
        Templates.Text text =
                new Templates(templates).write(MESSAGE, Locale.ENGLISH, URI.create("https://flywheel.example/u/x"));
        assertThat(text.subject()).isEqualTo("Ours");
        assertThat(text.plain()).isEqualTo("Bye: https://flywheel.example/u/x\n");
        assertThat(text.html()).contains("https://flywheel.example/u/x");
        Files.writeString(templates.resolve("we-miss-you_en.txt"), "No subject\n");
        assertThat(catchThrowableOfType(
                                Undeliverable.class,
                                () -> new Templates(templates)
                                        .write(MESSAGE, null, URI.create("https://flywheel.example/u/x")))
                        .reason())
                .isEqualTo("template-without-subject");
    }
}
