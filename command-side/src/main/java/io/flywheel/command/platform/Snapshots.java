package io.flywheel.command.platform;

/** How an aggregate is written as a snapshot; a snapshot of another revision is not read but folded anew. */
public interface Snapshots<A> {
    Class<A> type();

    String typeName();

    /** Names everything that the state depends on besides the events: the format and the model versions. */
    String revision();

    byte[] write(Object aggregate);

    A read(byte[] data);

    default boolean isOne(Class<?> candidate) {
        return candidate.equals(type());
    }
}
