package dev.clickdeploy.adapter.registry.harbor.standin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A project and what is in it. */
final class Project {
  /** An artifact of a repository: its tags, and what it is made of. */
  static final class Artifact {
    final Set<String> tags = new TreeSet<>();
    final List<String> children = new ArrayList<>();
    final Set<Long> labels = new TreeSet<>();

    /** What the next looks at its scan see, the last for ever. */
    final List<String> scan = new ArrayList<>();

    final List<String> sbom = new ArrayList<>();
  }

  final long id;
  final String name;
  final Map<String, String> metadata;

  /** By name without the project, then by digest. */
  final Map<String, Map<String, Artifact>> repositories = new TreeMap<>();

  final Map<Long, Map<String, Object>> labels = new TreeMap<>();
  long limit;
  long used;
  boolean proxyCache;
  String immutable = "";

  Project(long id, String name, Map<String, String> metadata, long limit) {
    this.id = id;
    this.name = name;
    this.metadata = metadata;
    this.limit = limit;
  }

  Map<String, Artifact> repository(String repository) {
    return repositories.getOrDefault(repository, Map.of());
  }

  Map<String, Artifact> made(String repository) {
    return repositories.computeIfAbsent(repository, r -> new LinkedHashMap<>());
  }

  boolean isImmutable(String tag) {
    return !immutable.isEmpty() && tag.matches(immutable);
  }
}
