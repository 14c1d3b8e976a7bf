package dev.clickdeploy.adapter.railpack.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the package for development that a start command cannot do without, such as ts-node. */
final class DevelopmentTool {
  private static final Pattern RUNS_SCRIPTS =
      Pattern.compile("(?:^|[\\s;&|(])(?:npm|npx|pnpm|yarn|bun|bunx)(?:\\s|$)");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s;&|()\"'=]+");

  /** Commands that are not called like their package. */
  private static final Map<String, String> PACKAGES =
      Map.of("nest", "@nestjs/cli", "ng", "@angular/cli", "tsc", "typescript");

  private DevelopmentTool() {}

  /** Whether a command calls a package manager, so that its words may be names of scripts. */
  static boolean runsScripts(String command) {
    return RUNS_SCRIPTS.matcher(command).find();
  }

  /** The first package of devDependencies that the command, or a script that it runs, calls. */
  static Optional<String> neededBy(StartCommand start, PackageJson json) {
    Set<String> words = words(String.join(" ", start.argv()), json);
    return json.devDependencies().stream().filter(name -> isCalled(name, words)).findFirst();
  }

  private static boolean isCalled(String name, Set<String> words) {
    return words.contains(name.substring(name.lastIndexOf('/') + 1))
        || words.stream().anyMatch(word -> name.equals(PACKAGES.get(word)));
  }

  /** Each word is followed once, so scripts may run each other in circles. */
  private static Set<String> words(String command, PackageJson json) {
    Set<String> words = new TreeSet<>();
    Deque<String> commands = new ArrayDeque<>(List.of(command));
    while (!commands.isEmpty()) {
      String next = commands.pop();
      boolean runsScripts = runsScripts(next);
      for (String word : BETWEEN_WORDS.splitAsStream(next).toList()) {
        if (words.add(word) && runsScripts) {
          Stream.of("pre" + word, word, "post" + word)
              .flatMap(script -> json.script(script).stream())
              .forEach(commands::push);
        }
      }
    }
    return words;
  }
}
