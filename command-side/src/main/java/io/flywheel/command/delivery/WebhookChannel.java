package io.flywheel.command.delivery;

/** Hands messages over to a service of the installation's own. */
final class WebhookChannel implements Channel {
    private final String name;
    private final SignedPost post;

    WebhookChannel(String name, SignedPost post) {
        this.name = name;
        this.post = post;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void send(Letter letter) throws Undeliverable {
        post.send(letter.message().id(), WebhookBody.of(letter));
    }
}
