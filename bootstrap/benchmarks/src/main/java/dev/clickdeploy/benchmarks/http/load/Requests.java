package dev.clickdeploy.benchmarks.http.load;

import java.nio.ByteBuffer;

/** What is sent; called from the one thread of a load. */
public interface Requests {
  /** The whole of a request. Numbers rise by one for as long as these requests are used. */
  ByteBuffer next(long number);

  /** A request was answered. */
  void answered(long number, int status);
}
