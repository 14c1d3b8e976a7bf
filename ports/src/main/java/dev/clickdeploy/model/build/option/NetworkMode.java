package dev.clickdeploy.model.build.option;

/** Which network steps see. */
public enum NetworkMode {
  /** The builder's own choice, as a rule one of their own that reaches outside. */
  DEFAULT,
  /** None but their own loopback. */
  NONE,
  /** The builder's; only where its operator allows it. */
  HOST
}
