package dev.clickdeploy.model.service;

import java.util.Set;
import java.util.TreeSet;

/**
 * Under which names a build is given values that its planner never sees.
 *
 * @param variables for the commands of the build
 * @param secrets for the commands of the build
 */
public record GivenNames(Set<String> variables, Set<String> secrets) {
  /** Nothing is given. */
  public static final GivenNames NONE = new GivenNames(Set.of(), Set.of());

  /**
   * The build argument that changes with any of the values, so that no step with another value is
   * taken from a cache.
   */
  public static final String VERSION = "CLICKDEPLOY_VALUES";

  public GivenNames {
    variables = Set.copyOf(variables);
    secrets = Set.copyOf(secrets);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return variables.isEmpty() && secrets.isEmpty();
  }

  /** All of them, in order. */
  public Set<String> all() {
    Set<String> all = new TreeSet<>(variables);
    all.addAll(secrets);
    return all;
  }
}
