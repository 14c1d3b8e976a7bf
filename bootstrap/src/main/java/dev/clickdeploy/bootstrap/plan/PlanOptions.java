package dev.clickdeploy.bootstrap.plan;

import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RootDirectory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be planned.
 *
 * @param place a directory or a repository's URL
 * @param ref branch, tag or commit; null for a directory's files as they are, or a repository's
 *     default branch
 * @param root directory of the app in it
 * @param json whether programs read the answer
 */
public record PlanOptions(String place, @Nullable GitRef ref, RootDirectory root, boolean json) {
  private static final String USAGE = "plan takes DIR|URL [--ref REF] [--root DIR] [--json]";

  /**
   * Reads {@code DIR|URL [--ref REF] [--root DIR] [--json]}, in any order.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public static PlanOptions parse(List<String> arguments) {
    String place = null;
    GitRef ref = null;
    RootDirectory root = RootDirectory.REPOSITORY;
    boolean json = false;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      switch (argument) {
        case "--json" -> json = true;
        case "--ref" -> ref = new GitRef(value(arguments, ++i));
        case "--root" -> root = new RootDirectory(value(arguments, ++i));
        default -> {
          if (argument.startsWith("-") || place != null) {
            throw new IllegalArgumentException(
                "plan does not know '%s'; %s".formatted(argument, USAGE));
          }
          place = argument;
        }
      }
    }
    if (place == null) {
      throw new IllegalArgumentException("plan needs a directory or a URL; " + USAGE);
    }
    return new PlanOptions(place, ref, root, json);
  }

  private static String value(List<String> arguments, int index) {
    if (index == arguments.size()) {
      throw new IllegalArgumentException(
          "%s needs a value; %s".formatted(arguments.get(index - 1), USAGE));
    }
    return arguments.get(index);
  }
}
