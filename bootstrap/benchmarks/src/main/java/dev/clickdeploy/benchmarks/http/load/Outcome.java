package dev.clickdeploy.benchmarks.http.load;

import org.HdrHistogram.Histogram;

/**
 * What a load came to.
 *
 * @param answered how many requests, whatever the status
 * @param seconds from the first request to the last answer
 * @param micros of each request; in an open loop from the moment at which it was due
 */
public record Outcome(long answered, double seconds, Histogram micros) {
  /** Answers in a second. */
  public double perSecond() {
    return answered / seconds;
  }

  /** So many percent took no longer, in milliseconds. */
  public double millis(double percent) {
    return micros.getValueAtPercentile(percent) / 1000.0;
  }
}
