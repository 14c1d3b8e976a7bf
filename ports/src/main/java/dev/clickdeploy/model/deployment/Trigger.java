package dev.clickdeploy.model.deployment;

/** What asked for a deployment. */
public enum Trigger {
  API,
  GITHUB,
  GITLAB,
  GITEA,
  BITBUCKET,
  /** A look at the branch, which found a push that nobody had told. */
  SWEEP,
  /** Somebody wants an earlier deployment's commit built again. */
  REDEPLOY,
  /** Somebody wants an earlier deployment's image back; nothing is built. */
  ROLLBACK;

  /** Whether it comes of a push: only what a push asked for is superseded by the next one. */
  public boolean isPush() {
    return switch (this) {
      case GITHUB, GITLAB, GITEA, BITBUCKET, SWEEP -> true;
      case API, REDEPLOY, ROLLBACK -> false;
    };
  }
}
