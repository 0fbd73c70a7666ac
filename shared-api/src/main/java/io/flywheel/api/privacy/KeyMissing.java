package io.flywheel.api.privacy;

/** There is neither a key of that name nor a trace that it was destroyed: keys were lost, or this is another folder's. */
public final class KeyMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeyMissing(KeyName name) {
        super("there is no key " + name + " and there is no trace of one that was destroyed; if keys were lost, put"
                + " their backup back");
    }
}
