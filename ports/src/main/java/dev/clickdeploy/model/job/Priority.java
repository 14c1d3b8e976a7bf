package dev.clickdeploy.model.job;

/**
 * Which of an organization's own jobs of a kind comes first. Between organizations there are fair
 * turns whatever the priority, so that nobody gains by calling everything urgent.
 */
public enum Priority {
  URGENT(0),
  HIGH(1),
  NORMAL(2),
  LOW(3);

  private final int rank;

  Priority(int rank) {
    this.rank = rank;
  }

  /** Its place, 0 first; what stores keep, so that it never changes. */
  public int rank() {
    return rank;
  }

  /**
   * The priority of this rank.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Priority ofRank(int rank) {
    for (Priority priority : values()) {
      if (priority.rank == rank) {
        return priority;
      }
    }
    throw new IllegalArgumentException("there is no priority of rank " + rank);
  }
}
