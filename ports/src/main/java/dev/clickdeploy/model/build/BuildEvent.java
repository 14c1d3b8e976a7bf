package dev.clickdeploy.model.build;

import dev.clickdeploy.model.deployment.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** What a running build tells, in order; each change of a step is told once. */
public sealed interface BuildEvent {
  /** The step's number, from 1 in order of appearance. */
  int step();

  /** A step began. */
  record StepStarted(int step, String name, Instant at, Progress progress) implements BuildEvent {
    public StepStarted {
      Objects.requireNonNull(name, "name");
    }
  }

  /** A step's result came from the cache. */
  record StepCached(int step, String name, Instant at, Progress progress) implements BuildEvent {
    public StepCached {
      Objects.requireNonNull(name, "name");
    }
  }

  /** A step ended well. */
  record StepFinished(int step, String name, Instant at, Duration took, Progress progress)
      implements BuildEvent {
    public StepFinished {
      Objects.requireNonNull(name, "name");
    }
  }

  /** A step ended with an error. */
  record StepFailed(int step, String name, Instant at, String error, Progress progress)
      implements BuildEvent {
    public StepFailed {
      Objects.requireNonNull(name, "name");
    }
  }

  /** A line of a step's output, without its line end. */
  record Output(int step, Instant at, boolean error, String text) implements BuildEvent {
    public Output {
      Objects.requireNonNull(text, "text");
    }
  }

  /** Something the builder warns about, such as a lint of the Dockerfile. */
  record Warning(int step, Instant at, String text) implements BuildEvent {
    public Warning {
      Objects.requireNonNull(text, "text");
    }
  }

  /** The image is complete and its transfer to the registry begins. */
  record PushStarted(int step, Instant at) implements BuildEvent {}

  /**
   * Bytes moved within a step or a push; told now and then, and at the end.
   *
   * @param what is moved, such as a layer's digest
   * @param current bytes so far
   * @param total bytes in all, 0 while unknown
   */
  record Transferred(int step, Instant at, String what, long current, long total)
      implements BuildEvent {
    public Transferred {
      Objects.requireNonNull(what, "what");
    }
  }
}
