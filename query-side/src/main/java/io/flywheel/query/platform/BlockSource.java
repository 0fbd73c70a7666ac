package io.flywheel.query.platform;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** Hands Axon's processors the log as messages that each hold a block of events. */
class BlockSource implements StreamableMessageSource<TrackedEventMessage<?>> {
    private final LedgerHead head;
    private final LedgerBlocks blocks;

    BlockSource(LedgerHead head, LedgerBlocks blocks) {
        this.head = head;
        this.blocks = blocks;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new BlockStream(
                head, blocks, token == null ? 0 : token.position().orElse(0));
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(head.look());
    }
}
