package dev.clickdeploy.adapter.git;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes one fetch may still write. */
final class PackBudget {
  private final long most;
  private final AtomicLong left;

  PackBudget(long most) {
    this.most = most;
    this.left = new AtomicLong(most);
  }

  /**
   * Takes some of them.
   *
   * @throws TooLargeException when there are not so many
   */
  void take(int bytes) throws TooLargeException {
    if (left.addAndGet(-bytes) < 0) {
      throw new TooLargeException(most);
    }
  }
}
