package dev.clickdeploy.model.service;

import dev.clickdeploy.model.Texts;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a service fixes of a plan that is otherwise detected.
 *
 * @param provider who plans, such as {@code node}; null for whoever knows the app first; {@code
 *     railpack} is Railpack's own program
 * @param versions wish by tool, such as {@code node} and {@code 22 || 24}
 * @param buildPackages Debian packages that are there while building
 * @param runtimePackages Debian packages of the image
 * @param environment variables of build and image; not for secrets. Names that begin with {@code
 *     RAILPACK_} steer the planner instead
 */
public record PlanOverrides(
    @Nullable String provider,
    Map<String, String> versions,
    List<String> buildPackages,
    List<String> runtimePackages,
    Map<String, String> environment) {
  /** Nothing is fixed. */
  public static final PlanOverrides NONE =
      new PlanOverrides(null, Map.of(), List.of(), List.of(), Map.of());

  private static final Pattern TOOL = Pattern.compile("[a-z][a-z0-9._-]{0,63}");
  // Debian Policy, 5.6.7; to apt-get a name that ends with a hyphen is one to remove
  private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9+.-]{0,98}[a-z0-9+]");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,199}");
  private static final int LONGEST_VALUE = 10_000;

  public PlanOverrides {
    if (provider != null) {
      require(TOOL, provider, "name of a provider, such as node");
    }
    versions = Map.copyOf(versions);
    versions.forEach(PlanOverrides::requireVersion);
    buildPackages = packages(buildPackages);
    runtimePackages = packages(runtimePackages);
    environment = Map.copyOf(environment);
    environment.forEach(PlanOverrides::requireVariable);
  }

  /** The same with these variables. */
  public PlanOverrides withEnvironment(Map<String, String> other) {
    return new PlanOverrides(provider, versions, buildPackages, runtimePackages, other);
  }

  /** Whether it is the name of a Debian package. */
  public static boolean isPackage(String name) {
    return PACKAGE.matcher(name).matches();
  }

  /** Whether it is the name of a variable. */
  public static boolean isVariable(String name) {
    return VARIABLE.matcher(name).matches();
  }

  private static List<String> packages(List<String> names) {
    names.forEach(name -> require(PACKAGE, name, "name of a Debian package"));
    return List.copyOf(names);
  }

  private static void requireVersion(String tool, String wish) {
    require(TOOL, tool, "name of a tool, such as node");
    Texts.required(wish, "version of " + tool, 200);
  }

  private static void requireVariable(String name, String value) {
    require(VARIABLE, name, "name of a variable: letters, digits and _ only");
    if (value.length() > LONGEST_VALUE || value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
      throw new IllegalArgumentException(
          "the variable '%s' needs a value of one line and at most %d characters"
              .formatted(name, LONGEST_VALUE));
    }
  }

  private static void require(Pattern form, String text, String what) {
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not the %s".formatted(Texts.cut(text, 60, "…"), what));
    }
  }
}
