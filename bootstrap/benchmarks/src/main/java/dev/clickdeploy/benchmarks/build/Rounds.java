package dev.clickdeploy.benchmarks.build;

import dev.clickdeploy.adapter.git.GitHost;
import dev.clickdeploy.benchmarks.build.OurSystem.Deployed;
import dev.clickdeploy.benchmarks.harness.Alternation;
import dev.clickdeploy.benchmarks.harness.Better;
import dev.clickdeploy.benchmarks.harness.Measurements;
import dev.clickdeploy.benchmarks.harness.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures one case after the other. Both sides get repositories of the same shape and of content
 * that the daemon has never seen, so neither finds what the other has left.
 */
final class Rounds {
  static final Metric TIME = new Metric("time", "s", Better.LESS);
  static final Metric FILES = new Metric("files sent", "files", Better.LESS, false);
  static final Metric BYTES = new Metric("bytes sent", "bytes", Better.LESS, false);
  static final Metric PEAK = new Metric("peak resident memory", "MB", Better.LESS, false);

  /** After so many of each kind the large build's time no longer falls. */
  static final int WARM_UP_BUILDS = 3;

  private static final String COPY = "FROM scratch\nCOPY . /\n";
  private static final String SHORT_RUN =
      "FROM debian:trixie-slim\nWORKDIR /app\nCOPY . .\nRUN ls -R /app > /list\n";
  private static final String MOUNT =
      "FROM debian:trixie-slim\nRUN --mount=type=bind,target=/context ls /context > /list\n";
  private static final int SMALL = 20;

  private final Sizes sizes;
  private final Measurements measurements;
  private final OurSystem ours;
  private final ByHand byHand;
  private final GitHost host;
  private final Path repositories;
  private final Path log;
  private int made;

  Rounds(
      Sizes sizes,
      Measurements measurements,
      OurSystem ours,
      ByHand byHand,
      GitHost host,
      Path repositories,
      Path log) {
    this.sizes = sizes;
    this.measurements = measurements;
    this.ours = ours;
    this.byHand = byHand;
    this.host = host;
    this.repositories = repositories;
    this.log = log;
  }

  /** Classes are loaded, code is compiled, base images are known: before anything is measured. */
  void warmUp() throws IOException, InterruptedException {
    for (int i = 0; i < WARM_UP_BUILDS; i++) {
      ours.deploy(List.of(ours.service(url(small()))));
      ours.upload(url(big(MOUNT, sizes.files())));
    }
    String name = small();
    byHand.deploy(url(name), name);
  }

  void measure(BuildCase situation, int round) throws IOException, InterruptedException {
    for (boolean our : Alternation.order(List.of(true, false), round)) {
      if (situation == BuildCase.AT_ONCE) {
        atOnce(our);
        continue;
      }
      String name = repository(situation);
      if (our) {
        note(situation, our(situation, name));
      } else {
        byHand(situation, name);
      }
    }
    if (situation == BuildCase.BIG) {
      String name = repository(situation);
      double seconds = byHand.deployWithGit(url(name), name);
      measurements.add(situation.label, ByHand.WITH_GIT_NAME, TIME, seconds);
    }
  }

  private String repository(BuildCase situation) throws IOException, InterruptedException {
    return switch (situation) {
      case SMALL -> small();
      case UPLOAD -> big(MOUNT, sizes.files());
      case HISTORY -> {
        String name = big(COPY, sizes.files() / 5);
        of(name).age(sizes.commits(), sizes.files() / 5, sizes.bytes());
        yield name;
      }
      case BIG, CHANGE -> big(COPY, sizes.files());
      case AT_ONCE -> big(COPY, sizes.files() / 2);
    };
  }

  private Deployed our(BuildCase situation, String name) throws IOException, InterruptedException {
    if (situation == BuildCase.UPLOAD) {
      return ours.upload(url(name));
    }
    List<String> service = List.of(ours.service(url(name)));
    Deployed first = ours.deploy(service);
    if (situation != BuildCase.CHANGE) {
      return first;
    }
    of(name).changeOne(sizes.bytes());
    return ours.deploy(service);
  }

  private void byHand(BuildCase situation, String name) throws IOException, InterruptedException {
    double seconds =
        situation == BuildCase.UPLOAD
            ? byHand.upload(url(name), name)
            : byHand.deploy(url(name), name);
    if (situation == BuildCase.CHANGE) {
      of(name).changeOne(sizes.bytes());
      seconds = byHand.deploy(url(name), name);
    }
    String system = situation == BuildCase.UPLOAD ? ByHand.UPLOAD_NAME : ByHand.NAME;
    measurements.add(situation.label, system, TIME, seconds);
  }

  private void atOnce(boolean our) throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < OurSystem.AT_ONCE; i++) {
      names.add(repository(BuildCase.AT_ONCE));
    }
    if (our) {
      List<String> services = new ArrayList<>();
      for (String name : names) {
        services.add(ours.service(url(name)));
      }
      note(BuildCase.AT_ONCE, ours.deploy(services));
    } else {
      measurements.add(BuildCase.AT_ONCE.label, ByHand.NAME, TIME, byHandAtOnce(names));
    }
  }

  private double byHandAtOnce(List<String> names) throws IOException, InterruptedException {
    List<Callable<Double>> people =
        names.stream().<Callable<Double>>map(name -> () -> byHand.deploy(url(name), name)).toList();
    double longest = 0;
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Double> seconds : each.invokeAll(people)) {
        longest = Math.max(longest, seconds.get());
      }
      return longest;
    } catch (ExecutionException e) {
      throw new IOException("not all builds by hand went through", e);
    }
  }

  private void note(BuildCase situation, Deployed deployed)
      throws IOException, InterruptedException {
    measurements.add(situation.label, Measurements.OURS, TIME, deployed.seconds());
    measurements.add(situation.label, Measurements.OURS, FILES, deployed.files());
    measurements.add(situation.label, Measurements.OURS, BYTES, deployed.bytes());
    measurements.add(situation.label, Measurements.OURS, PEAK, ours.peakMegabytes());
  }

  private String small() throws IOException, InterruptedException {
    return made(SHORT_RUN, SMALL, 1_000);
  }

  private String big(String dockerfile, int files) throws IOException, InterruptedException {
    return made(dockerfile, files, sizes.bytes());
  }

  private String made(String dockerfile, int files, int bytes)
      throws IOException, InterruptedException {
    String name = "r" + ProcessHandle.current().pid() + "-" + made++;
    Repository.create(repositories, name, log).fill(dockerfile, files, bytes);
    return name;
  }

  private Repository of(String name) {
    return Repository.at(repositories, name, log);
  }

  private String url(String name) {
    return host.url(name);
  }
}
