package dev.clickdeploy.adapter.registry.harbor.standin;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who may log in: the administrator, or a robot account. */
final class Principal {
  final long id;
  final String name;
  String secret;
  final long expiresAt;
  boolean disabled;

  /** By project; null for everything. */
  private final @Nullable Map<String, Set<String>> rights;

  Principal(
      long id,
      String name,
      String secret,
      long expiresAt,
      @Nullable Map<String, Set<String>> rights) {
    this.id = id;
    this.name = name;
    this.secret = secret;
    this.expiresAt = expiresAt;
    this.rights = rights == null ? null : new TreeMap<>(rights);
  }

  boolean isAdministrator() {
    return rights == null;
  }

  /** Of a robot: its projects. */
  Set<String> projects() {
    return rights == null ? Set.of() : rights.keySet();
  }

  /** Whether it may do {@code resource:action} in a project. */
  boolean may(String project, String right) {
    return rights == null || rights.getOrDefault(project, Set.of()).contains(right);
  }
}
