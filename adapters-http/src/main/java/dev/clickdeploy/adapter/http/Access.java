package dev.clickdeploy.adapter.http;

/** Who may use a route. Each of an organization's roles includes the ones before it. */
public enum Access {
  /** Everybody; webhooks prove themselves otherwise. */
  OPEN,
  /** The administrator's token. */
  ADMIN,
  /** Whoever may look. */
  VIEWER,
  /** Whoever may deploy what is there. */
  DEPLOYER,
  /** Whoever may change what is there, its secrets and its tokens. */
  OWNER
}
