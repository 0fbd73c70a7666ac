package io.flywheel.command.churn;

/** Whether history is just being filled in: its next row may tell what somebody did. */
public interface HistoryArriving {
    boolean isUnderWay();
}
