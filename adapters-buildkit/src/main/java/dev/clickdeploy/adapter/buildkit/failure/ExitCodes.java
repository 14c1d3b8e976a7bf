package dev.clickdeploy.adapter.buildkit.failure;

/** What a shell's exit codes mean (POSIX.1-2024, "Exit Status for Commands"). */
final class ExitCodes {
  private ExitCodes() {}

  static String mend(int exitCode) {
    return switch (exitCode) {
      case 126 -> "the command is not executable: check its mode and its first line";
      case 127 -> "the command was not found: install it in an earlier step or check its name";
      case 137 -> "the process was killed, most likely for lack of memory on the builder";
      default -> "see the step's last lines";
    };
  }
}
