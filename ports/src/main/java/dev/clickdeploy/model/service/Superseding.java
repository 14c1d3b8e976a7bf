package dev.clickdeploy.model.service;

/** Which older deployments of the same branch a newer push takes the place of. */
public enum Superseding {
  /** None: each push is deployed. */
  NONE,
  /** Those that wait. */
  QUEUED,
  /** Those that wait and those that run, which are stopped. */
  RUNNING
}
