package dev.clickdeploy.bootstrap.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the demo was asked to show.
 *
 * @param repository URL or directory; null for the sample app
 * @param ref branch, tag or commit; null for the repository's default branch
 */
public record DemoOptions(@Nullable String repository, @Nullable String ref) {
  /**
   * Reads {@code [--repo URL|DIR] [--ref REF]}.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public static DemoOptions parse(List<String> arguments) {
    String repository = null;
    String ref = null;
    for (int i = 0; i < arguments.size(); i += 2) {
      String option = arguments.get(i);
      if (!option.equals("--repo") && !option.equals("--ref")) {
        throw new IllegalArgumentException(
            "demo does not know '%s'; it takes [--repo URL|DIR] [--ref REF]".formatted(option));
      }
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(option + " needs a value");
      }
      if (option.equals("--repo")) {
        repository = arguments.get(i + 1);
      } else {
        ref = arguments.get(i + 1);
      }
    }
    return new DemoOptions(repository, ref);
  }
}
