package dev.clickdeploy.adapter.railpack.cli;

import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.PortException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Railpack's own program. It needs a checkout, which is removed afterwards, and the internet: it
 * asks for newest versions. What it plans is built by its frontend, an image of its own.
 *
 * @param program path of {@code railpack}
 * @param directory where checkouts are made, and where it keeps the tools that it fetches
 * @param frontend image of the frontend without tag; the tag is the program's version
 * @param limit longest time for one try
 * @param pause before another try when something was unavailable
 */
public record RailpackCli(
    Path program, Path directory, String frontend, Duration limit, Duration pause) {
  /** The provider by whose name a service asks for it. */
  public static final String NAME = "railpack";

  /** Where the frontend is published. */
  public static final String FRONTEND = "ghcr.io/railwayapp/railpack-frontend";

  private static final int TRIES = 3;

  /** The program with its usual frontend and limits. */
  public static RailpackCli at(Path program, Path directory) {
    return new RailpackCli(
        program, directory, FRONTEND, Duration.ofMinutes(2), Duration.ofSeconds(2));
  }

  /** The same program with its frontend in another place, such as a mirror. */
  public RailpackCli withFrontend(String image) {
    return new RailpackCli(program, directory, image, limit, pause);
  }

  /** Whether there is such a program. */
  public boolean isInstalled() {
    return Files.isRegularFile(program) && Files.isExecutable(program);
  }

  /**
   * Has the tree planned.
   *
   * @param because why this program plans it
   * @throws PlanningException when it is not installed, refuses, or takes too long
   * @throws java.util.concurrent.CancellationException when it was asked to stop
   * @throws PortException when what it needs is still unavailable after several tries
   */
  public BuildPlan plan(
      SourceTree tree,
      BuildSettings settings,
      Map<String, String> locked,
      String because,
      Cancellation cancellation) {
    if (!isInstalled()) {
      throw missing();
    }
    try (Checkout checkout = Checkout.of(tree, directory)) {
      Prepare prepare = new Prepare(this, checkout, new Arguments(settings, locked));
      Prepare.Ended ended = prepare.run(cancellation);
      for (int tries = 1; ended.isTransient() && tries < TRIES; tries++) {
        Pause.of(pause);
        ended = prepare.run(cancellation);
      }
      return new Answer(this, checkout, settings).plan(ended, because);
    }
  }

  private PlanningException missing() {
    return new PlanningException(
        "the settings want Railpack's own program, and there is none at " + program,
        "install railpack where click-deploy works, or name another provider");
  }
}
