package dev.clickdeploy.core.build;

/** A store refused a write with this attempt's claim. */
final class ClaimLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClaimLostException() {
    super("the claim was outlived");
  }
}
