package dev.clickdeploy.adapter.railpack.dockerfile;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A command line that somebody wrote for a shell, as the instructions of a Dockerfile take it. A
 * command can never become another instruction, an option or a heredoc.
 */
public record ShellCommand(String text) {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./ -]*");
  private static final Pattern ASSIGNMENT =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);
  private static final Set<String> SHELL_WORDS =
      Set.of(
          "exec", "cd", "export", "set", "if", "for", "while", "case", ".", "eval", "!", "{", "[",
          "exit", "wait", "source", ":");

  public ShellCommand {
    text = text.strip();
  }

  /**
   * Arguments for CMD: the program itself where no shell is needed, else a shell that is replaced
   * by the program wherever it is a single one, so that it gets the stop signal.
   */
  public List<String> argv() {
    if (isPlain()) {
      return List.of(text.split(" +"));
    }
    return List.of("/bin/sh", "-c", withExec());
  }

  /** Whether no shell is needed to run it. */
  public boolean isPlain() {
    return PLAIN.matcher(text).matches()
        && !ASSIGNMENT.matcher(firstWord()).matches()
        && !SHELL_WORDS.contains(firstWord());
  }

  /** The program, or what stands in its place. */
  public String firstWord() {
    return text.split("\\s+", 2)[0];
  }

  /** Whether the program that runs gets the stop signal, and no shell keeps it to itself. */
  public boolean passesSignalsOn() {
    return isPlain() || withExec().matches("(?s)(?:.*[\\s;&])?exec\\s.*");
  }

  private String withExec() {
    OptionalInt last = LastCommand.of(text);
    if (last.isEmpty()) {
      return text;
    }
    String before = text.substring(0, last.getAsInt());
    ShellCommand command = new ShellCommand(text.substring(last.getAsInt()));
    if (SHELL_WORDS.contains(command.firstWord())) {
      return text;
    }
    boolean assigns = ASSIGNMENT.matcher(command.firstWord()).matches();
    return before + (assigns ? "exec env " : "exec ") + command.text();
  }

  /** What stands after RUN and its options: readable where that is safe, else in exec form. */
  String forRun() {
    boolean readable =
        !text.startsWith("[")
            && !text.startsWith("-")
            && !text.endsWith("\\")
            && !text.contains("<<")
            && text.chars().noneMatch(Character::isISOControl);
    return readable ? text : Quoted.array(List.of("/bin/sh", "-c", text));
  }
}
