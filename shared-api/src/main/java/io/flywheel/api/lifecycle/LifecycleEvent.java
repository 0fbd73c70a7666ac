package io.flywheel.api.lifecycle;

/** Everything that can happen in one person's lifecycle. Stored for ever; each has golden files. */
public sealed interface LifecycleEvent
        permits LifecycleOpened,
                TouchpointRecorded,
                TouchpointVoided,
                StageEntered,
                ChurnDetected,
                PersonReturned,
                PathCorrected,
                ModelAdopted,
                IdentityLinked,
                IdentityReleased,
                LifecycleMerged,
                LifecycleJoined,
                LifecycleSplit,
                LifecycleResumed,
                TouchpointsMovedOut,
                TouchpointsMovedIn,
                ConsentChanged,
                PersonalDataErased,
                WinBackEvent {}
