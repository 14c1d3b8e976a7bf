package dev.clickdeploy.adapter.http;

import java.time.Duration;

/** Who counts what the server does, and tells it at {@code /metrics}. Must not block or throw. */
public interface Monitoring {
  /** An exchange is over, whether its client took the answer or left. */
  void ended(Ended exchange);

  /** Everything that is counted, in Prometheus' text format, version 0.0.4. */
  String metrics();

  /**
   * A request and its answer, in words of which there are few.
   *
   * @param method a method that the server knows, or {@code other}
   * @param route the path's template, or {@code none} where no route was found
   * @param took from the request's head to the last byte of the answer
   * @param bytes of the answer's body
   */
  record Ended(String method, String route, int status, Duration took, long bytes) {}
}
