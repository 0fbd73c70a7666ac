package io.flywheel.command.delivery;

import io.flywheel.command.lifecycle.ConsentLog;
import io.flywheel.command.lifecycle.CourseLog;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks once more whether she may get a message, and hands it to its channel with what that needs to know of her. */
@Component
class Letters {
    private final ConsentLog consents;
    private final CourseLog courses;
    private final ContactDetails contacts;
    private final LinkedIds ids;
    private final PublicUrl publicUrl;
    private final Clock clock;

    Letters(
            ConsentLog consents,
            CourseLog courses,
            ContactDetails contacts,
            LinkedIds ids,
            PublicUrl publicUrl,
            Clock clock) {
        this.consents = consents;
        this.courses = courses;
        this.contacts = contacts;
        this.ids = ids;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    WayOut by(Channel channel) {
        return new ByChannel(channel.name(), channel);
    }

    /** Of whatever goes by a way that is not there. */
    WayOut nowhere() {
        return new ByChannel("others", null);
    }

    private final class ByChannel implements WayOut {
        private final String name;
        private final @Nullable Channel channel;

        ByChannel(String name, @Nullable Channel channel) {
            this.name = name;
            this.channel = channel;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean addressesPeople() {
            return true;
        }

        @Override
        public void send(Outgoing what) throws Undeliverable {
            if (!(what instanceof OutgoingMessage message)) {
                throw Undeliverable.forNow("no-channel");
            }
            ConsentLog.Said said = consents.about(message.person(), message.purpose());
            if (!said.isThere()) {
                throw Undeliverable.anyMore("erased");
            }
            if (!said.allowsAt(clock.instant())) {
                throw Undeliverable.anyMore("consent");
            }
            if (courses.hasLeft(message.person(), message.episode(), said.person())) {
                throw Undeliverable.anyMore("withdrawn");
            }
            if (channel == null) {
                throw Undeliverable.forNow("no-channel");
            }
            channel.send(new Letter(
                    message,
                    said.person(),
                    () -> contacts.of(said.person()),
                    () -> ids.of(said.person()),
                    publicUrl.unsubscribe(message.id())));
        }
    }
}
