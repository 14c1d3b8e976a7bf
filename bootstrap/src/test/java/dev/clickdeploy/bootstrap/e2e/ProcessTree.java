package dev.clickdeploy.bootstrap.e2e;

import java.util.Arrays;

/** Processes of this machine by what their command line says, whatever container they are in. */
final class ProcessTree {
  private ProcessTree() {}

  static boolean runs(String... commandLine) {
    String wanted = String.join(" ", commandLine);
    return ProcessHandle.allProcesses()
        .anyMatch(
            process ->
                process.info().arguments().stream()
                    .map(Arrays::asList)
                    .anyMatch(arguments -> String.join(" ", arguments).contains(wanted)));
  }
}
