package dev.clickdeploy.adapter.railpack.app;

import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The start command of a Procfile: its web process, else its worker, else its first. */
public final class Procfile {
  /** Its name. */
  public static final String FILE = "Procfile";

  private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_-]+):[ \\t]*(\\S.*)");

  private Procfile() {}

  /** The command; empty when there is no Procfile or no process in it. */
  public static Optional<ShellCommand> start(SourceFiles files) {
    Map<String, String> processes = new LinkedHashMap<>();
    for (String line : files.text(FILE).orElse("").lines().toList()) {
      Matcher form = LINE.matcher(line.strip());
      if (form.matches()) {
        processes.putIfAbsent(form.group(1), form.group(2));
      }
    }
    return Optional.ofNullable(processes.get("web"))
        .or(() -> Optional.ofNullable(processes.get("worker")))
        .or(() -> processes.values().stream().findFirst())
        .map(ShellCommand::new);
  }
}
