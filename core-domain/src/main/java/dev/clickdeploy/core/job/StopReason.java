package dev.clickdeploy.core.job;

/** Why running work must stop. */
public enum StopReason {
  /** Somebody asked to cancel the job. */
  CANCEL_REQUESTED,
  /** This worker stops; another one shall begin the job anew. */
  HANDING_BACK,
  /** The claim was outlived, or its lease could not be extended in time: nothing may be written. */
  CLAIM_LOST
}
