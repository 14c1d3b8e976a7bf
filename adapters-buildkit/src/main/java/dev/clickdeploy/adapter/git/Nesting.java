package dev.clickdeploy.adapter.git;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How deep within each other submodules lie, and how many more of them one tree may have in all: a
 * few repositories that contain each other many times could claim millions.
 */
record Nesting(int depth, AtomicInteger left) {
  private static final int MOST = 500;

  /** A repository that is nobody's submodule. */
  static Nesting outermost() {
    return new Nesting(0, new AtomicInteger(MOST));
  }

  Nesting deeper() {
    return new Nesting(depth + 1, left);
  }

  /** Whether there may be one more submodule. */
  boolean admits() {
    return left.getAndDecrement() > 0;
  }
}
