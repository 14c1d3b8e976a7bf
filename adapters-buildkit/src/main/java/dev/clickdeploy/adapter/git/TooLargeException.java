package dev.clickdeploy.adapter.git;

import java.io.IOException;

/** A host sends more than is taken from one. */
final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1L;
  private final long limit;

  TooLargeException(long limit) {
    super("more than %,d bytes".formatted(limit));
    this.limit = limit;
  }

  long limit() {
    return limit;
  }
}
