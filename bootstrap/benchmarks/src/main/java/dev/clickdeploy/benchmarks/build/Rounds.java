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

/**
 * Measures one case after the other. Both sides get repositories of the same shape and of content
 * that the daemon has never seen, so neither finds what the other has left.
 */
final class Rounds {
  static final Metric TIME = new Metric("time", "s", Better.LESS);
  static final Metric FILES = new Metric("files sent", "files", Better.LESS, false);
  static final Metric BYTES = new Metric("bytes sent", "bytes", Better.LESS, false);
  static final Metric PEAK = new Metric("peak resident memory", "MB", Better.LESS, false);

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
    for (int i = 0; i < 3; i++) {
      ours.deploy(List.of(ours.service(url(small()))));
      ours.deploy(List.of(ours.service(url(big(COPY, sizes.files() / 10)))));
    }
    String name = small();
    byHand.deploy(url(name), name);
  }

  void measure(BuildCase situation, int round) throws IOException, InterruptedException {
    if (situation == BuildCase.AT_ONCE) {
      atOnce();
      return;
    }
    for (boolean our : Alternation.order(List.of(true, false), round)) {
      String name = repository(situation);
      if (our) {
        note(situation, our(situation, name));
      } else {
        byHand(situation, name);
      }
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
      case BIG, CHANGE, AT_ONCE -> big(COPY, sizes.files());
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

  private void atOnce() throws IOException, InterruptedException {
    List<String> services = new ArrayList<>();
    for (int i = 0; i < OurSystem.AT_ONCE; i++) {
      services.add(ours.service(url(big(COPY, sizes.files()))));
    }
    note(BuildCase.AT_ONCE, ours.deploy(services));
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
