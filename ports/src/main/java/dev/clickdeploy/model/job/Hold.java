package dev.clickdeploy.model.job;

import java.time.Instant;
import java.util.Objects;

/** Why a queued job is not worked on. */
public sealed interface Hold {
  /** It is due later: an attempt failed and the next one waits, or it was asked for later. */
  record Later(Instant until) implements Hold {
    public Later {
      Objects.requireNonNull(until, "until");
    }
  }

  /** No living worker takes jobs of its kind. */
  record NoWorker() implements Hold {}

  /**
   * As many jobs of its kind are processed as may be at once.
   *
   * @param most of all organizations together
   */
  record KindFull(int most) implements Hold {}

  /**
   * As many of its organization's jobs of its kind are processed as may be at once.
   *
   * @param most of each organization
   */
  record OrganizationFull(int most) implements Hold {}

  /**
   * The workers have other jobs.
   *
   * @param slots how many jobs of its kind all living workers take at once
   */
  record WorkersBusy(int slots) implements Hold {}
}
