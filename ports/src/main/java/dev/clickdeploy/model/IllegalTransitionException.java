package dev.clickdeploy.model;

/** A state was asked to become one that may not follow it. */
public final class IllegalTransitionException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Names what was asked of which state. */
  public IllegalTransitionException(String what, Enum<?> from, Enum<?> to) {
    super("%s cannot go from %s to %s".formatted(what, from, to));
  }
}
