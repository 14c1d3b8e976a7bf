package dev.clickdeploy.model.service;

import dev.clickdeploy.model.Secret;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of a service's values of one kind; those that are not named stay.
 *
 * @param set by name; names have the form of environment variables
 * @param removed names, none of which is set too
 */
public record ValueChanges(ValueKind kind, Map<String, Secret> set, Set<String> removed) {
  /** How many values of a kind a service may have. */
  public static final int MOST = 100;

  public ValueChanges {
    Objects.requireNonNull(kind, "kind");
    set = Map.copyOf(set);
    removed = Set.copyOf(removed);
    for (Map.Entry<String, Secret> value : set.entrySet()) {
      ValueName.require(kind, value.getKey());
      ValueName.require(kind, value.getKey(), value.getValue());
      if (removed.contains(value.getKey())) {
        throw new IllegalArgumentException(
            "'%s' is either set or removed".formatted(value.getKey()));
      }
    }
  }

  /**
   * Why they cannot be made, for the person who wants them; absent if they can.
   *
   * @param names of the kind that the service has
   * @param others names of the other kind that it has
   */
  public Optional<String> refusal(Collection<String> names, Collection<String> others) {
    Set<String> after = new HashSet<>(names);
    after.removeAll(removed);
    after.addAll(set.keySet());
    if (after.size() > MOST) {
      return Optional.of(
          "the service would have %d %ss; at most %d are allowed, remove some first"
              .formatted(after.size(), kind.word(), MOST));
    }
    return set.keySet().stream()
        .filter(others::contains)
        .sorted()
        .findFirst()
        .map(
            name ->
                "the service has '%s' as a %s already; remove it there first, or choose another name"
                    .formatted(name, other().word()));
  }

  private ValueKind other() {
    return kind == ValueKind.ENVIRONMENT ? ValueKind.SECRET : ValueKind.ENVIRONMENT;
  }
}
