package dev.clickdeploy.adapter.railpack.app;

import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells of a start command that names a file which is not in the repository. */
public final class StartedFile {
  private static final Set<String> RUNNERS =
      Set.of("python", "python3", "ruby", "php", "deno", "sh", "bash");
  private static final Set<String> SERVERS = Set.of("gunicorn", "uvicorn", "hypercorn", "granian");
  private static final Set<String> BEFORE_RUNNERS =
      Set.of("exec", "env", "bundle", "uv", "poetry", "pipenv", "run");

  /** Files that are written by people; those of JavaScript are often built. */
  private static final Pattern SOURCE =
      Pattern.compile("(?:\\./)?([\\w@+-][\\w@.+/-]*\\.(?:py|rb|php|sh|ts))");

  private static final Pattern OBJECT =
      Pattern.compile("([A-Za-z_]\\w*)((?:\\.[A-Za-z_]\\w*)*):\\w+(?:\\(\\))?");
  private static final Pattern ELSEWHERE =
      Pattern.compile("\\bcd\\b|--chdir|--app-dir|--pythonpath");

  private StartedFile() {}

  /** Commands of the settings may make any file, so nothing is said when there are some. */
  static void warn(App app, String command) {
    if (app.settings().install().isEmpty()
        && app.settings().build().isEmpty()
        && !ELSEWHERE.matcher(command).find()) {
      missing(app.files(), command).ifPresent(file -> warnOf(app, file));
    }
  }

  /** Says which file was looked for. */
  public static void warnOf(App app, String file) {
    app.notes()
        .warn(
            "the start command runs %s, which is not in the repository, and nothing builds it"
                .formatted(file));
  }

  private static Optional<String> missing(SourceFiles files, String command) {
    String last = command.substring(command.lastIndexOf("&&") + 1).replaceFirst("^&", "");
    Deque<String> words = new ArrayDeque<>(List.of(last.strip().split("\\s+")));
    while (!words.isEmpty()
        && (BEFORE_RUNNERS.contains(words.peek()) || words.peek().matches("\\w+=.*"))) {
      words.pop();
    }
    String program = words.isEmpty() ? "" : words.pop();
    if (SERVERS.contains(program)) {
      return words.stream().flatMap(word -> module(files, word).stream()).findFirst();
    }
    if (program.startsWith("./")) {
      return absent(files, program);
    }
    return RUNNERS.contains(program)
        ? words.stream()
            .dropWhile(word -> word.equals("run") || (word.startsWith("-") && !word.equals("-m")))
            .limit(1)
            .flatMap(word -> absent(files, word).stream())
            .findFirst()
        : Optional.empty();
  }

  private static Optional<String> absent(SourceFiles files, String word) {
    Matcher source = SOURCE.matcher(word);
    return source.matches() && !word.contains("..") && !files.has(source.group(1))
        ? Optional.of(source.group(1))
        : Optional.empty();
  }

  /** A module may also be of a package that is installed; that it is like ours, nobody says. */
  private static Optional<String> module(SourceFiles files, String word) {
    Matcher object = OBJECT.matcher(word);
    if (!object.matches()) {
      return Optional.empty();
    }
    String first = object.group(1);
    boolean there =
        Stream.of("", "src/")
            .anyMatch(d -> files.has(d + first + ".py") || files.hasDirectory(d + first));
    return there ? Optional.empty() : Optional.of(first + ".py");
  }
}
