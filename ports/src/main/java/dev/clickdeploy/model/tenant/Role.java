package dev.clickdeploy.model.tenant;

/** What a token may do within its scope. Each role includes those before it. */
public enum Role {
  /** Looks at what is there. */
  VIEWER,
  /** Deploys what is there, and cancels that. */
  DEPLOYER,
  /** Changes what is there, its secrets and its tokens. */
  OWNER;

  /** Whether it may do everything that the other one may. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
