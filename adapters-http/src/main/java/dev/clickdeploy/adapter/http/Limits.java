package dev.clickdeploy.adapter.http;

import java.time.Duration;

/**
 * How long the server waits for whom.
 *
 * @param head for a request's head once its first byte came
 * @param idle for the next request on an open connection
 * @param transfer for a whole body to arrive, or a whole answer to be taken
 * @param finish for running requests when the server closes
 * @param probe for every readiness check together
 * @param heartbeat between two signs of life on a stream that has no news
 * @param streams how many responses are streamed at once
 */
record Limits(
    Duration head,
    Duration idle,
    Duration transfer,
    Duration finish,
    Duration probe,
    Duration heartbeat,
    int streams) {
  static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5));

  /** With the usual streams. */
  Limits(Duration head, Duration idle, Duration transfer, Duration finish, Duration probe) {
    this(head, idle, transfer, finish, probe, Duration.ofSeconds(15), 10_000);
  }
}
