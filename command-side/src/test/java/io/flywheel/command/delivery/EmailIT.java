package io.flywheel.command.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.flywheel.api.LifecycleId;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Mails, as a mail server gets them. */
class EmailIT extends Delivering {
    private static MimeMessage mailTo(String address) {
        return Stream.of(MAIL.getReceivedMessages())
                .filter(mail -> recipient(mail).equals(address))
                .findFirst()
                .orElseThrow();
    }

    private static String recipient(MimeMessage mail) {
        try {
            return ((InternetAddress) mail.getRecipients(Message.RecipientType.TO)[0]).getAddress();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The plain text and the HTML. */
    private static List<String> parts(Object content) throws MessagingException, IOException {
        List<String> parts = new ArrayList<>();
        if (content instanceof MimeMultipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                parts.addAll(parts(multipart.getBodyPart(i).getContent()));
            }
        } else {
            parts.add((String) content);
        }
        return parts;
    }

    @Test
    void a_mail_has_text_and_html_a_stable_id_and_can_be_ended_with_one_click() throws Exception {
        OutgoingMessage message = put(message("email"));
        ends(message, OutboxEntry.SENT);
        MimeMessage mail = mailTo(user + "@example.org");
        String link = context.getBean(PublicUrl.class).unsubscribe(message.id()).toString();
        assertThat(link).startsWith("https://flywheel.example/ledger/u/" + message.id());
        assertThat(mail.getSubject()).isEqualTo("It has been a while");
        assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Shöp");
        assertThat(mail.getMessageID()).isEqualTo("<" + message.id() + "@shop.example>");
        assertThat(mail.getHeader("List-Unsubscribe")).containsExactly("<" + link + ">");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(mail.getHeader("Content-Language")).containsExactly("en");
        List<String> parts = parts(mail.getContent());
        assertThat(parts).hasSize(2);
        assertThat(parts.getFirst()).startsWith("Hello,").contains(link);
        assertThat(parts.getLast())
                .contains("<a href=\"" + link + "\">Unsubscribe</a>")
                .doesNotContain(" th:");
        assertThat(GreenMailUtil.getWholeMessage(mail)).doesNotContain(person.value());
    }

    @Test
    void who_reads_chinese_gets_it_in_chinese() throws Exception {
        String chinese = "li-" + UUID.randomUUID();
        LifecycleId li =
                somebody(chinese, "{\"traits\":{\"email\":\"" + chinese + "@example.cn\",\"language\":\"zh_CN\"}}");
        says(li, true);
        OutgoingMessage message = put(message("email", "we-miss-you", li));
        ends(message, OutboxEntry.SENT);
        MimeMessage mail = mailTo(chinese + "@example.cn");
        assertThat(mail.getSubject()).isEqualTo("好久不见");
        assertThat(mail.getHeader("Content-Language")).containsExactly("zh");
        assertThat(parts(mail.getContent()).getFirst()).contains("您好", "/u/" + message.id());
        assertThat(parts(mail.getContent()).getLast()).contains("lang=\"zh\"", ">退订</a>");
    }

    @Test
    void what_is_recorded_of_a_mail_says_so() {
        OutgoingMessage message = put(message("email"));
        assertThat(touchpoints(message, 1))
                .singleElement()
                .returns("Message Sent", facts -> facts.name())
                .returns("email", facts -> facts.channel());
    }

    @Test
    void who_has_no_address_gets_no_mail() {
        String unknown = "nemo-" + UUID.randomUUID();
        LifecycleId nemo = somebody(unknown, "{\"traits\":{\"email\":\"nemo@example.org\\nBcc: all@example.org\"}}");
        says(nemo, true);
        OutgoingMessage message = put(message("email", "we-miss-you", nemo));
        assertThat(ends(message, OutboxEntry.DEAD).reason()).isEqualTo("no-address");
    }

    @Test
    void a_template_that_is_not_there_is_waited_for_and_one_outside_the_folder_never() {
        assertThat(fails(put(message("email", "not-written-yet", person)), 1).reason())
                .isEqualTo("no-template");
        OutgoingMessage outside = put(message("email", "a/../../secret", person));
        assertThat(ends(outside, OutboxEntry.DEAD).reason()).isEqualTo("no-template");
    }
}
