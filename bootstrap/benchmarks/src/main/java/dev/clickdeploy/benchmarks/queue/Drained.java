package dev.clickdeploy.benchmarks.queue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How a drain went.
 *
 * @param handled jobs
 * @param seconds from the start of the workers to the last of them
 * @param timeline how many were handled at the end of each second
 */
record Drained(int handled, double seconds, List<Integer> timeline) {
  Drained {
    timeline = List.copyOf(timeline);
  }

  static Drained of(JsonNode answer) {
    List<Integer> timeline = new ArrayList<>();
    answer.required("seconds").forEach(second -> timeline.add(second.intValue()));
    return new Drained(
        answer.required("handled").intValue(),
        answer.required("nanos").longValue() / 1e9,
        timeline);
  }

  double perSecond() {
    return handled / seconds;
  }

  /** The rate of the last seconds that were whole, or of everything when there are too few. */
  double perSecondOfLast(int count) {
    int last = timeline.size() - 1;
    return last < count
        ? perSecond()
        : (timeline.get(last) - timeline.get(last - count)) / (double) count;
  }
}
