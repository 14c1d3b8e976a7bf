package dev.clickdeploy.port.in;

import java.util.Objects;

/**
 * A request that cannot be carried out, with a sentence that its sender can act on. Nothing was
 * changed.
 */
public final class RequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Reason reason;

  /** Why, in terms that every kind of client can map. */
  public enum Reason {
    /** There is no such thing, or not for this caller. */
    NOT_FOUND,
    /** A value is not acceptable. */
    INVALID,
    /** It contradicts what is there. */
    CONFLICT,
    /** The caller may not do this. */
    FORBIDDEN,
    /** Something outside could not be reached; the same request may work later. */
    UNAVAILABLE
  }

  /** Says what is wrong, where, and what to do. */
  public RequestException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** The kind of refusal. */
  public Reason reason() {
    return reason;
  }

  /** There is no such thing, or not for this caller. */
  public static RequestException notFound(String what, Object id) {
    return new RequestException(Reason.NOT_FOUND, "there is no " + what + " " + id);
  }
}
