package dev.clickdeploy.adapter.railpack.evidence;

/** Ends planning: the app is known, but cannot be planned. It becomes the result that says why. */
public final class PlanningException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String problem;
  private final String hint;

  /** Says what is wrong and where, and what to do. */
  public PlanningException(String problem, String hint) {
    super(problem, null, false, false);
    this.problem = problem;
    this.hint = hint;
  }

  /** What is wrong, and where. */
  public String problem() {
    return problem;
  }

  /** What to do. */
  public String hint() {
    return hint;
  }
}
