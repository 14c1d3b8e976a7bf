package dev.clickdeploy.adapter.http;

import java.util.Map;
import java.util.TreeMap;

/** A request that is refused with a problem document (RFC 9457). */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;
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
