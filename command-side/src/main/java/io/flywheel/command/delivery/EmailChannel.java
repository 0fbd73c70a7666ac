package io.flywheel.command.delivery;

import io.flywheel.command.delivery.ChannelSettings.Way;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Mails, each in the person's language, which she can end with one click (RFC 8058). */
final class EmailChannel implements Channel {
    static final String KIND = "email";

    private static final String MILLIS = "10000";

    private final String name;
    private final JavaMailSender mail;
    private final InternetAddress from;
    private final @Nullable InternetAddress replyTo;
    private final Templates templates;

    private EmailChannel(
            String name,
            JavaMailSender mail,
            InternetAddress from,
            @Nullable InternetAddress replyTo,
            Templates templates) {
        this.name = name;
        this.mail = mail;
        this.from = from;
        this.replyTo = replyTo;
        this.templates = templates;
    }

    /** @throws ChannelRefused with the setting that is missing */
    static EmailChannel of(String name, Way way, @Nullable JavaMailSender mail, PublicUrl publicUrl) {
        if (!publicUrl.isKnown()) {
            throw ChannelRefused.channel(
                    name,
                    "nobody could unsubscribe from its mails, since it is not known where this installation is reached.",
                    "Set flywheel.public-url, such as https://flywheel.example.org.");
        }
        if (mail == null) {
            throw ChannelRefused.channel(
                    name,
                    "there is no mail server.",
                    "Set spring.mail.host, and user name and password if it wants any.");
        }
        if (mail instanceof JavaMailSenderImpl impl) {
            limit(impl.getJavaMailProperties());
        }
        InternetAddress from = address(name, "from", way.from());
        return new EmailChannel(
                name,
                mail,
                from,
                way.replyTo() == null ? null : address(name, "reply-to", way.replyTo()),
                new Templates(way.templates()));
    }

    /** Jakarta Mail would wait for ever. */
    private static void limit(Properties properties) {
        for (String timeout : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.putIfAbsent("mail.smtp." + timeout, MILLIS);
            properties.putIfAbsent("mail.smtps." + timeout, MILLIS);
        }
    }

    private static InternetAddress address(String name, String setting, @Nullable String text) {
        try {
            InternetAddress address = new InternetAddress(text == null ? "" : text, true);
            String person = address.getPersonal();
            return person == null
                    ? address
                    : new InternetAddress(address.getAddress(), person, StandardCharsets.UTF_8.name());
        } catch (AddressException | java.io.UnsupportedEncodingException wrong) {
            throw ChannelRefused.channel(
                    name,
                    "its \"" + setting + "\" is no address.",
                    "Set flywheel.channels." + name + "." + setting + ", such as Shop <news@shop.example>.");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void send(Letter letter) throws Undeliverable {
        Contact contact = letter.contact().get();
        String to = contact.email();
        URI unsubscribe = letter.unsubscribe();
        if (to == null || unsubscribe == null) {
            throw Undeliverable.forGood("no-address");
        }
        try {
            mail.send(compose(letter.message(), to, contact.locale(), unsubscribe));
        } catch (AddressException unusable) {
            throw Undeliverable.forGood("no-address");
        } catch (MessagingException failure) {
            throw SmtpAnswers.of(failure);
        } catch (MailException failure) {
            throw SmtpAnswers.of(failure);
        }
    }

    private MimeMessage compose(OutgoingMessage message, String to, @Nullable Locale locale, URI unsubscribe)
            throws MessagingException, Undeliverable {
        Templates.Text text = templates.write(message, locale, unsubscribe);
        String domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
        MimeMessage mime = new StableIdMessage(message.id() + "@" + domain);
        MimeMessageHelper helper = new MimeMessageHelper(mime, true, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        if (replyTo != null) {
            helper.setReplyTo(replyTo);
        }
        helper.setTo(new InternetAddress(to, true));
        helper.setSubject(text.subject());
        helper.setText(text.plain(), text.html());
        mime.setHeader("Content-Language", text.language());
        mime.setHeader("List-Unsubscribe", "<" + unsubscribe + ">");
        mime.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        mime.setHeader("Auto-Submitted", "auto-generated");
        return mime;
    }

    /** A mail that is sent again is the same mail: servers and programs that drop repeats know it by its id. */
    private static final class StableIdMessage extends MimeMessage {
        private final String id;

        StableIdMessage(String id) {
            super((jakarta.mail.Session) null);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }
}
