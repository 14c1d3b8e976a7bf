package dev.clickdeploy.adapter.http;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request that is refused with a problem document (RFC 9457). */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_QUOTE = 60;

  private final Problem problem;
  private final transient List<Fault> faults;
  private final transient Map<String, String> headers = new TreeMap<>();

  /**
   * A refusal.
   *
   * @param detail what, where, what to do
   */
  ProblemException(Problem problem, String detail) {
    this(problem, detail, List.of());
  }

  private ProblemException(Problem problem, String detail, List<Fault> faults) {
    super(detail);
    this.problem = problem;
    this.faults = List.copyOf(faults);
  }

  static ProblemException notFound(String what) {
    return new ProblemException(Problem.NOT_FOUND, "there is no " + what);
  }

  /** A value that cannot be accepted. */
  static ProblemException invalid(String detail) {
    return new ProblemException(Problem.INVALID, detail);
  }

  /** Values that cannot be accepted, each named for programs too. */
  static ProblemException invalid(String detail, List<Fault> faults) {
    return new ProblemException(Problem.INVALID, detail, faults);
  }

  /** A header that cannot be accepted. */
  static ProblemException header(String name, String detail) {
    return invalid(
        "the header %s: %s".formatted(name, detail),
        List.of(new Fault(Fault.Where.HEADER, name, detail)));
  }

  /** Something that may work in some seconds. */
  static ProblemException unavailable(String detail) {
    return new ProblemException(Problem.UNAVAILABLE, detail).with("Retry-After", "5");
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

  Problem problem() {
    return problem;
  }

  /** What is wrong, one by one; empty where the detail says it all. */
  List<Fault> faults() {
    return faults;
  }

  Map<String, String> headers() {
    return headers;
  }
}
