package dev.clickdeploy.adapter.railpack.ownfile;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.model.service.GivenNames;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether somebody's Dockerfile uses what its build is given; it says so itself, or goes without.
 */
final class GivenInFile {
  private static final Pattern ARGUMENTS = Pattern.compile("(?im)^[ \\t]*ARG[ \\t]+(.*)$");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern ID = Pattern.compile("\\bid=([A-Za-z_][A-Za-z0-9_]*)");

  private GivenInFile() {}

  /** A comment may look like a use; then there is no warning too many. */
  static void warn(App app, String path) {
    GivenNames given = app.settings().service().given();
    if (given.isEmpty()) {
      return;
    }
    String text = app.files().text(path).orElse("");
    List<String> arguments =
        ARGUMENTS
            .matcher(text)
            .results()
            .flatMap(line -> WORD.matcher(line.group(1)).results().map(MatchResult::group))
            .toList();
    Set<String> ids = ID.matcher(text).results().map(id -> id.group(1)).collect(Collectors.toSet());
    unused(app, given.variables(), arguments, "ARG %1$s");
    unused(app, given.secrets(), ids, "RUN --mount=type=secret,id=%1$s");
  }

  private static void unused(App app, Set<String> names, Collection<String> used, String how) {
    Set<String> unused = new TreeSet<>(names);
    unused.removeAll(used);
    for (String name : unused) {
      app.notes()
          .warn(
              "%s is given to the build, and the Dockerfile does not use it; it would have to say %s"
                  .formatted(name, how.formatted(name)));
    }
  }
}
