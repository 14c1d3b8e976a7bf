package dev.clickdeploy.bootstrap;

import dev.clickdeploy.bootstrap.demo.Demo;
import dev.clickdeploy.bootstrap.demo.DemoOptions;
import dev.clickdeploy.bootstrap.doctor.Doctor;
import dev.clickdeploy.bootstrap.plan.PlanCommand;
import dev.clickdeploy.bootstrap.plan.PlanOptions;
import dev.clickdeploy.bootstrap.server.ServerProcess;
import dev.clickdeploy.bootstrap.settings.DemoSettings;
import dev.clickdeploy.bootstrap.settings.Launch;
import dev.clickdeploy.bootstrap.settings.SettingException;
import dev.clickdeploy.bootstrap.settings.Settings;
import dev.clickdeploy.port.out.PortException;
import java.util.List;

/** The command line: {@code server}, {@code demo}, {@code doctor}, {@code plan}. */
public final class Main {
  private static final int WRONG_USE = 2;
  private static final String USAGE =
      """
      click-deploy: git push to image in the registry

        click-deploy demo [--repo URL|DIR] [--ref REF]   watch a git push become an image
        click-deploy server                              the standalone server
        click-deploy plan DIR|URL [--ref REF] [--root DIR] [--json]
                                                         how it would be built, and why
        click-deploy doctor                              check the settings against the real thing

      Settings come from the environment and a .env file; the README lists them.
      """;

  private Main() {}

  /**
   * Runs the command and exits: 0 done, 1 failed, 2 wrong use or a wrong setting, 3 no app to plan.
   */
  public static void main(String[] arguments) {
    Logging.quietLibraries();
    System.exit(run(List.of(arguments)));
  }

  static int run(List<String> arguments) {
    String command = arguments.isEmpty() ? "help" : arguments.get(0);
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    try {
      return switch (command) {
        case "server" -> ServerProcess.run(Settings.ofEnvironment());
        case "demo" -> demo(DemoOptions.parse(rest));
        case "plan" -> plan(PlanOptions.parse(rest));
        case "doctor" -> doctor();
        case "help", "--help", "-h" -> help(0);
        default -> {
          System.err.println("click-deploy: there is no command '" + command + "'");
          yield help(WRONG_USE);
        }
      };
    } catch (SettingException | IllegalArgumentException e) {
      System.err.println("click-deploy: " + e.getMessage());
      return WRONG_USE;
    } catch (PortException e) {
      System.err.println("click-deploy: " + e.failure().message());
      e.failure().hint().ifPresent(mend -> System.err.println("  → " + mend));
      return 1;
    }
  }

  private static int demo(DemoOptions options) {
    Logging.quiet();
    Launch launch = Launch.ofEnvironment();
    return new Demo(launch.interactive(), launch.engineSocket())
        .run(options, DemoSettings.from(Settings.ofEnvironment()));
  }

  private static int plan(PlanOptions options) {
    Logging.quiet();
    return PlanCommand.run(options, Settings.ofEnvironment().planning().planner(), System.out);
  }

  private static int doctor() {
    Logging.quiet();
    return Doctor.run(Settings.ofEnvironment(), System.out);
  }

  private static int help(int status) {
    (status == 0 ? System.out : System.err).print(USAGE);
    return status;
  }
}
