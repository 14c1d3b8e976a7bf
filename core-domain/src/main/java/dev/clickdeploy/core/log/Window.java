package dev.clickdeploy.core.log;

import dev.clickdeploy.model.deployment.StoredLogLine;
import java.util.ArrayList;
import java.util.List;

/**
 * The last lines of a log, without gaps, within bounds: whoever has seen less reads the store. Not
 * thread-safe.
 */
final class Window {
  static final int MOST_LINES = 1_000;
  static final int MOST_CHARACTERS = 256 * 1024;

  private final List<StoredLogLine> lines = new ArrayList<>();
  private long start;
  private long end;
  private int characters;

  /** An empty one that goes on after this number. */
  Window(long start) {
    this.start = start;
    this.end = start;
  }

  /** The number after which it has every line. */
  long start() {
    return start;
  }

  /** The number of the last line that it has had. */
  long end() {
    return end;
  }

  /** Whether it has every line after this number. */
  boolean covers(long after) {
    return after >= start;
  }

  /** Takes the lines that come next, and gives up the oldest ones for them. */
  void add(List<StoredLogLine> more) {
    for (StoredLogLine line : more) {
      lines.add(line);
      end = line.sequence();
      characters += line.line().text().length();
    }
    int surplus = 0;
    while (lines.size() - surplus > MOST_LINES || characters > MOST_CHARACTERS) {
      StoredLogLine oldest = lines.get(surplus++);
      start = oldest.sequence();
      characters -= oldest.line().text().length();
    }
    lines.subList(0, surplus).clear();
  }

  /** The lines after this number, at most so many. */
  List<StoredLogLine> after(long sequence, int most) {
    int from = firstAfter(sequence);
    return List.copyOf(lines.subList(from, Math.min(lines.size(), from + most)));
  }

  private int firstAfter(long sequence) {
    int low = 0;
    int high = lines.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (lines.get(middle).sequence() <= sequence) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
