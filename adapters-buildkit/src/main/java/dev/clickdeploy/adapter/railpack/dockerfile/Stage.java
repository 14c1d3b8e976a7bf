package dev.clickdeploy.adapter.railpack.dockerfile;

import dev.clickdeploy.model.service.GivenNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One stage of a Dockerfile, instruction by instruction (docs.docker.com, "Dockerfile reference").
 * Every text is quoted for its place.
 */
public final class Stage {
  /** By number, because Kubernetes' runAsNonRoot trusts no name. */
  public static final String USER = "1000:1000";

  /** The label for the image that one is made of (OCI image specification, annotations). */
  public static final String BASE_NAME = "org.opencontainers.image.base.name";

  private final StringBuilder text = new StringBuilder();
  private boolean isVersioned;

  Stage(String from) {
    line("FROM", from);
  }

  /** Where the following instructions work; the directory becomes root's if it is not there. */
  public Stage workdir(String directory) {
    return line("WORKDIR", Quoted.word(directory));
  }

  /** Variables, literally; nothing when there are none. */
  public Stage env(Map<String, String> variables) {
    return variables.isEmpty()
        ? this
        : line(
            "ENV",
            variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + Quoted.word(variable.getValue()))
                .collect(Collectors.joining(" ")));
  }

  /** A directory in which commands are found first. */
  public Stage path(String directory) {
    return line("ENV", "PATH=" + Quoted.word(directory) + ":$PATH");
  }

  /**
   * Files of the context. A directory is named with a final slash and is copied with its content.
   */
  public Stage copy(List<String> sources, String target) {
    return line("COPY", Quoted.paths(sources, target));
  }

  /** Files of the context that the app's user owns. */
  public Stage copyOwned(List<String> sources, String target) {
    return line("COPY", "--chown=" + USER + " " + Quoted.paths(sources, target));
  }

  /** Files of a stage or image. */
  public Stage copyFrom(String stage, String source, String target) {
    return line("COPY", "--from=" + stage + " " + Quoted.paths(List.of(source), target));
  }

  /** Files of a stage that the app's user owns. */
  public Stage copyOwnedFrom(String stage, String source, String target) {
    return line(
        "COPY",
        "--chown=%s --from=%s %s".formatted(USER, stage, Quoted.paths(List.of(source), target)));
  }

  /** A command, with what is mounted only while it runs. */
  public Stage run(ShellCommand command, Mount... mounts) {
    return run(command, Arrays.asList(mounts));
  }

  /** A command, with what is mounted only while it runs. */
  public Stage run(ShellCommand command, List<Mount> mounts) {
    String options =
        mounts.stream().map(mount -> mount.option() + " ").collect(Collectors.joining());
    return line("RUN", options + command.forRun());
  }

  /**
   * A command that sees secrets of the build as variables, by these names. Those that the build has
   * none of are not set. Older builders give a secret only as a file. Since a builder's cache knows
   * a step by everything but its secrets, an argument before it says when they are others.
   */
  public Stage run(ShellCommand command, List<Mount> mounts, List<String> secrets) {
    List<Mount> all = new ArrayList<>(mounts);
    StringBuilder text = new StringBuilder();
    if (!secrets.isEmpty() && !isVersioned) {
      isVersioned = true;
      line("ARG", GivenNames.VERSION);
    }
    for (String name : secrets) {
      all.add(Mount.secret(name));
      text.append(
          "if [ -f /run/secrets/%1$s ]; then export %1$s=\"$(cat /run/secrets/%1$s)\"; fi && "
              .formatted(name));
    }
    return run(new ShellCommand(text + command.text()), all);
  }

  /** Debian packages, without those that are only recommended; nothing when there are none. */
  public Stage packages(List<String> names) {
    if (names.isEmpty()) {
      return this;
    }
    return run(
        new ShellCommand(
            "rm -f /etc/apt/apt.conf.d/docker-clean && apt-get update"
                + " && apt-get install --yes --no-install-recommends "
                + String.join(" ", names)),
        Mount.lockedCache("/var/cache/apt"),
        Mount.lockedCache("/var/lib/apt"));
  }

  /** A small text file, written line by line. */
  public Stage file(String path, List<String> lines) {
    return line(
        "RUN",
        lines.stream()
            .map(line -> "    " + Quoted.shell(line) + " \\\n")
            .collect(
                Collectors.joining("", "printf '%s\\n' \\\n", "    > " + Quoted.shellWord(path))));
  }

  /** Who runs the program: {@link #USER}. */
  public Stage user() {
    return line("USER", USER);
  }

  /** The port that the program listens on unless it is told otherwise. */
  public Stage expose(int port) {
    return line("EXPOSE", String.valueOf(port));
  }

  /** The signal that asks the program to end. */
  public Stage stopSignal(String signal) {
    return line("STOPSIGNAL", signal);
  }

  /** A label of the image. */
  public Stage label(String name, String value) {
    return line("LABEL", name + "=" + Quoted.word(value));
  }

  /** The image's own entry point is left out. */
  public Stage noEntrypoint() {
    return line("ENTRYPOINT", "[]");
  }

  /** The program with its arguments, without a shell around it. */
  public Stage cmd(List<String> argv) {
    return line("CMD", Quoted.array(argv));
  }

  private Stage line(String instruction, String rest) {
    text.append(instruction).append(' ').append(rest).append('\n');
    return this;
  }

  String text() {
    return text.toString();
  }
}
