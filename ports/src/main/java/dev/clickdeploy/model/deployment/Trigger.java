package dev.clickdeploy.model.deployment;

/** What asked for a deployment. */
public enum Trigger {
  API,
  GITHUB,
  GITLAB,
  GITEA,
  BITBUCKET,
  /** A look at the branch, which found a push that nobody had told. */
  SWEEP
}
