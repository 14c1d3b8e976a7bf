package dev.clickdeploy.adapter.railpack.shell;

import dev.clickdeploy.adapter.railpack.evidence.Notes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What runs a script.
 *
 * @param command such as {@code bash}
 * @param packages Debian packages that have it, where a minimal system does not
 */
record Interpreter(String command, List<String> packages) {
  private static final Pattern SHEBANG =
      Pattern.compile(
          "#![ \\t]*(?:\\S*/)?(?:env[ \\t]+(?:-S[ \\t]+)?)?(?:\\S*/)?([A-Za-z0-9.+-]+)");

  /** Shells beside sh and bash, which every Debian has, with their packages. */
  private static final Map<String, String> PACKAGES =
      Map.of("zsh", "zsh", "mksh", "mksh", "ksh", "ksh", "fish", "fish");

  /** The interpreter that the first line names, else sh. */
  static Interpreter of(String script, String path, Notes notes) {
    Matcher shebang = SHEBANG.matcher(script);
    Optional<String> named = shebang.lookingAt() ? Optional.of(shebang.group(1)) : Optional.empty();
    String command = named.map(Interpreter::shell).orElse("sh");
    notes.because(
        "run it by " + command,
        named
            .map(name -> "its first line names " + name)
            .orElse("its first line names no interpreter"));
    if (named.isPresent() && command.equals("sh") && !List.of("sh", "dash").contains(named.get())) {
      notes.warn(
          "%s names %s as its interpreter, which is no shell that is known here; sh runs it"
              .formatted(path, named.get()));
    }
    return new Interpreter(
        command, Optional.ofNullable(PACKAGES.get(command)).map(List::of).orElse(List.of()));
  }

  private static String shell(String name) {
    return name.equals("bash") || PACKAGES.containsKey(name) ? name : "sh";
  }
}
