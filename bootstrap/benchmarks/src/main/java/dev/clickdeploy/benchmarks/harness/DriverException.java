package dev.clickdeploy.benchmarks.harness;

import java.nio.file.Path;

/** A system's process could not do what was asked. */
public final class DriverException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DriverException(String what, Path log) {
    super(what + " (see " + log.getFileName() + " in the work directory)");
  }
}
