package dev.clickdeploy.adapter.railpack.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.railpack.source.Json;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packages of a repository that its root installs together: {@code workspaces} of package.json,
 * or pnpm-workspace.yaml.
 *
 * @param declared whether there are any patterns
 * @param packages what their package.json say, by directory, in git's order; at most {@value #MOST}
 */
record Workspaces(boolean declared, Map<String, PackageJson> packages) {
  static final String PNPM = "pnpm-workspace.yaml";
  private static final int MOST = 200;
  private static final int LONGEST_PATTERN = 200;
  private static final int MOST_PATTERNS = 100;
  private static final int MOST_STARS = 4;
  private static final Pattern ITEM =
      Pattern.compile("[ \\t]*-[ \\t]*['\"]?([^'\"#]+?)['\"]?[ \\t]*(?:#.*)?");

  static Workspaces of(SourceFiles files, PackageJson json) {
    List<String> patterns = patterns(files, json);
    Map<String, PackageJson> packages = new LinkedHashMap<>();
    if (!patterns.isEmpty()) {
      Selection selection = Selection.of(patterns);
      files
          .paths()
          .filter(path -> path.endsWith("/" + PackageJson.FILE))
          .filter(path -> !path.contains("node_modules/"))
          .map(path -> path.substring(0, path.length() - PackageJson.FILE.length() - 1))
          .filter(selection::matches)
          .limit(MOST)
          .forEach(directory -> packages.put(directory, read(files, directory)));
    }
    return new Workspaces(!patterns.isEmpty(), packages);
  }

  /** Whether there are more than can be named one by one. */
  boolean tooMany() {
    return packages.size() >= MOST;
  }

  private static PackageJson read(SourceFiles files, String directory) {
    Optional<JsonNode> json =
        files.text(directory + "/" + PackageJson.FILE).flatMap(Json.LENIENT::parse);
    return json.map(PackageJson::new).orElseGet(PackageJson::empty);
  }

  private static List<String> patterns(SourceFiles files, PackageJson json) {
    return Stream.concat(json.workspaces().stream(), pnpmPatterns(files))
        .filter(Workspaces::isCheap)
        .limit(MOST_PATTERNS)
        .toList();
  }

  /** The list below the key packages, which is all that matters here of the file. */
  private static Stream<String> pnpmPatterns(SourceFiles files) {
    return files
        .text(PNPM)
        .orElse("")
        .lines()
        .dropWhile(line -> !line.startsWith("packages:"))
        .skip(1)
        .takeWhile(line -> line.isBlank() || " \t-#".indexOf(line.charAt(0)) >= 0)
        .map(ITEM::matcher)
        .filter(Matcher::matches)
        .map(item -> item.group(1).strip());
  }

  /** Whether matching it takes no more than a few looks at each path. */
  private static boolean isCheap(String pattern) {
    return pattern.length() <= LONGEST_PATTERN
        && pattern.chars().filter(c -> c == '*').count() <= MOST_STARS;
  }

  /** Globs of directories; those that begin with {@code !} take out again. */
  private record Selection(List<Pattern> in, List<Pattern> out) {
    static Selection of(List<String> patterns) {
      return new Selection(
          patterns.stream().filter(p -> !p.startsWith("!")).map(Selection::glob).toList(),
          patterns.stream().filter(p -> p.startsWith("!")).map(Selection::glob).toList());
    }

    boolean matches(String directory) {
      return in.stream().anyMatch(pattern -> pattern.matcher(directory).matches())
          && out.stream().noneMatch(pattern -> pattern.matcher(directory).matches());
    }

    private static Pattern glob(String text) {
      String clean = text.replaceFirst("^!", "").replaceFirst("^\\./", "").replaceAll("/+$", "");
      StringBuilder regex = new StringBuilder();
      for (String part : clean.split("(?<=\\*)(?!\\*)|(?<!\\*)(?=\\*)")) {
        regex.append(
            switch (part) {
              case "*" -> "[^/]*";
              case "**" -> ".*";
              default -> Pattern.quote(part);
            });
      }
      return Pattern.compile(regex.toString());
    }
  }
}
