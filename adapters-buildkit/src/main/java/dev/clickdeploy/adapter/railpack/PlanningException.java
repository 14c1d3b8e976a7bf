package dev.clickdeploy.adapter.railpack;

/** Ends planning; {@link Railpack} turns it into the result that says why. */
final class PlanningException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String problem;
  private final String hint;

  PlanningException(String problem, String hint) {
    super(problem, null, false, false);
    this.problem = problem;
    this.hint = hint;
  }

  String problem() {
    return problem;
  }

  String hint() {
    return hint;
  }
}
