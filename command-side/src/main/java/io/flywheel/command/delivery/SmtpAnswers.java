package io.flywheel.command.delivery;

import jakarta.mail.MessagingException;
import java.net.SocketTimeoutException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/** Decides what a mail server's answer means for a mail; its words are not kept, they quote addresses. */
final class SmtpAnswers {
    private SmtpAnswers() {}

    static Undeliverable of(MailException failure) {
        if (failure instanceof MailAuthenticationException) {
            return Undeliverable.forNow("smtp-login");
        }
        if (failure instanceof MailSendException sending) {
            for (Exception each : sending.getMessageExceptions()) {
                return of(each);
            }
        }
        return of((Throwable) failure);
    }

    static Undeliverable of(Throwable failure) {
        int code = 0;
        String reason = "smtp-failed";
        for (Throwable each = failure; each != null; each = next(each)) {
            int here = code(each);
            code = here == 0 ? code : here;
            if (each instanceof MailConnectException) {
                reason = "no-connection";
            } else if (each instanceof SocketTimeoutException) {
                reason = "timeout";
            }
        }
        if (code == 0) {
            return Undeliverable.forNow(reason);
        }
        return code >= 500 ? Undeliverable.forGood("smtp-" + code) : Undeliverable.forNow("smtp-" + code);
    }

    /** What is nested says more: which address was refused, and how. */
    private static @Nullable Throwable next(Throwable failure) {
        return failure instanceof MessagingException mail && mail.getNextException() != null
                ? mail.getNextException()
                : failure.getCause();
    }

    private static int code(Throwable failure) {
        return switch (failure) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException sent -> sent.getReturnCode();
            default -> 0;
        };
    }
}
