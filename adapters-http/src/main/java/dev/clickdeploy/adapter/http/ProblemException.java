package dev.clickdeploy.adapter.http;

import java.util.Map;
import java.util.TreeMap;

/** A request that is refused with a problem document (RFC 9457). */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_QUOTE = 60;

  private final int status;
  private final String type;
  private final transient Map<String, String> headers = new TreeMap<>();

  /**
   * A refusal.
   *
   * @param type last part of the problem's type URI
   * @param detail what, where, what to do
   */
  ProblemException(int status, String type, String detail) {
    super(detail);
    this.status = status;
    this.type = type;
  }

  static ProblemException notFound(String what) {
    return new ProblemException(404, "not-found", "there is no " + what);
  }

  /** A value that cannot be accepted. */
  static ProblemException invalid(String detail) {
    return new ProblemException(422, "invalid", detail);
  }

  /** Something that may work in some seconds. */
  static ProblemException unavailable(String detail) {
    return new ProblemException(503, "unavailable", detail).with("Retry-After", "5");
  }

  static ProblemException stopping() {
    return unavailable("the server is stopping; try again");
  }

  /** What a client sent, short enough to be repeated in an answer. */
  static String quoted(String sent) {
    return sent.length() > LONGEST_QUOTE ? sent.substring(0, LONGEST_QUOTE) + "…" : sent;
  }

  ProblemException with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  Map<String, String> headers() {
    return headers;
  }
}
