package dev.clickdeploy.benchmarks.queue.driver;

/** Payloads of a fixed size that begin with the job's number. */
record Payloads(int size) {
  /** The number, a blank, and filling. */
  String of(int number) {
    String text = number + " ";
    return text + "x".repeat(Math.max(0, size - text.length()));
  }

  /** The number that a payload begins with. */
  static int number(String payload) {
    return Integer.parseInt(payload, 0, payload.indexOf(' '), 10);
  }
}
