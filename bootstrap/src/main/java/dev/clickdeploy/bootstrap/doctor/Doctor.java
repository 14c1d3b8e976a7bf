package dev.clickdeploy.bootstrap.doctor;

import dev.clickdeploy.bootstrap.settings.Settings;
import dev.clickdeploy.port.out.PortException;
import java.io.PrintStream;
import java.util.List;

/**
 * Checks each setting against the real thing: one line each, with the mend where something is
 * wrong.
 */
public final class Doctor {
  private Doctor() {}

  /** Prints the checks; 0 when all is well, 1 otherwise. */
  public static int run(Settings settings, PrintStream out) {
    List<Check> checks = Checks.of(settings);
    int wrong = 0;
    for (Check check : checks) {
      try {
        out.printf("ok    %-11s %s%n", check.name(), check.probe().look());
      } catch (PortException e) {
        wrong++;
        say(out, check.name(), e.failure().message(), e.failure().hint().orElse(check.mend()));
      } catch (Exception e) {
        wrong++;
        say(out, check.name(), String.valueOf(e.getMessage()), check.mend());
      }
    }
    out.println(
        wrong == 0 ? "all is well" : "%d of %d need attention".formatted(wrong, checks.size()));
    return wrong == 0 ? 0 : 1;
  }

  private static void say(PrintStream out, String name, String problem, String mend) {
    out.printf("WRONG %-11s %s%n%18s→ %s%n", name, problem, "", mend);
  }
}
