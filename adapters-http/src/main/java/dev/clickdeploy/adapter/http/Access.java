package dev.clickdeploy.adapter.http;

/** Who may use a route. */
enum Access {
  /** Everybody; webhooks prove themselves otherwise. */
  OPEN,
  /** The administrator's token. */
  ADMIN,
  /** An organization's token. */
  ORGANIZATION
}
