package dev.clickdeploy.model.deployment;

/** What asked for a deployment. */
public enum Trigger {
  API,
  GITHUB,
  GITLAB
}
