package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.source.Toml;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an app and the members of its workspace depend on by their manifests.
 *
 * @param extras by normalized name (PEP 503) the extras that are asked for
 * @param fromGit whether something is installed from a git repository
 */
record Dependencies(Map<String, Set<String>> extras, boolean fromGit) {
  private static final Pattern SPECIFIER =
      Pattern.compile("\\s*([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[([^\\]]*)\\])?.*", Pattern.DOTALL);
  private static final Pattern OTHER_MANIFEST =
      Pattern.compile("(?:[^./][^/]*/){1,4}(?:pyproject\\.toml|requirements\\.txt)");
  private static final int MAX_OTHERS = 40;
  private static final String GIT = "git+";

  static Dependencies of(
      SourceFiles files, Manifest project, Manifest pipfile, Requirements requirements) {
    Collector all = new Collector();
    requirements.specifiers().forEach(all::specifier);
    all.project(project);
    pipfile.names("packages").forEach(name -> all.member(pipfile, "packages", name));
    files
        .matching(OTHER_MANIFEST)
        .filter(path -> !path.contains("node_modules/"))
        .limit(MAX_OTHERS)
        .forEach(path -> all.other(files, path));
    all.fromGit |=
        Stream.concat(requirements.files().stream(), Stream.of(Manifest.PYPROJECT))
                .anyMatch(path -> files.text(path).orElse("").contains(GIT))
            || project.anyEntryHas("tool.uv.sources", "git")
            || project.anyEntryHas("tool.poetry.dependencies", "git")
            || pipfile.anyEntryHas("packages", "git");
    return new Dependencies(all.extras, all.fromGit);
  }

  /** Whether it is depended on. */
  boolean has(String name) {
    return extras.containsKey(name);
  }

  /** Whether it is depended on with the extra. */
  boolean has(String name, String extra) {
    return extras.getOrDefault(name, Set.of()).contains(extra);
  }

  private static final class Collector {
    private final Map<String, Set<String>> extras = new TreeMap<>();
    private boolean fromGit;

    void project(Manifest manifest) {
      manifest.texts("project.dependencies").forEach(this::specifier);
      manifest
          .names("tool.poetry.dependencies")
          .forEach(name -> member(manifest, "tool.poetry.dependencies", name));
    }

    void specifier(String text) {
      Matcher form = SPECIFIER.matcher(text);
      if (form.matches()) {
        String wanted = form.group(2) == null ? "" : form.group(2);
        add(form.group(1), List.of(wanted.split(",")));
      }
    }

    void member(Manifest manifest, String table, String name) {
      List<String> wanted =
          Stream.of(manifest.at(table).path(name).path("extras"))
              .flatMap(array -> array.isArray() ? Stream.of(array) : Stream.empty())
              .flatMap(array -> array.valueStream().map(node -> node.asText()))
              .toList();
      add(name, wanted);
    }

    void other(SourceFiles files, String path) {
      String text = files.text(path).orElse("");
      if (path.endsWith(Manifest.PYPROJECT)) {
        Toml.parse(text).ifPresent(root -> project(new Manifest(path, root)));
      } else {
        text.lines().filter(line -> !line.strip().startsWith("-")).forEach(this::specifier);
      }
    }

    private void add(String name, List<String> wanted) {
      Set<String> known = extras.computeIfAbsent(normal(name), any -> new TreeSet<>());
      wanted.stream().map(String::strip).filter(extra -> !extra.isEmpty()).forEach(known::add);
    }

    private static String normal(String name) {
      return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }
  }
}
