package dev.clickdeploy.model.job;

import dev.clickdeploy.model.Texts;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A process that takes jobs.
 *
 * @param id of this start of it
 * @param name for people, 1 to {@value #LONGEST_NAME} characters; several may have the same
 * @param slots how many jobs of each kind it takes at once
 */
public record WorkerPresence(UUID id, String name, Map<JobKind, Integer> slots) {
  /** Longest name, in characters. */
  public static final int LONGEST_NAME = 100;

  public WorkerPresence {
    Objects.requireNonNull(id, "id");
    Texts.required(name, "a worker's name", LONGEST_NAME);
    slots = Map.copyOf(slots);
    if (slots.values().stream().anyMatch(number -> number < 1)) {
      throw new IllegalArgumentException("a worker names only the kinds that it has slots for");
    }
  }
}
