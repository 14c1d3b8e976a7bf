package dev.clickdeploy.benchmarks.http.driver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.benchmarks.http.load.Marks;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds on the product's storage, each of which writes its own log under its own claim. */
final class Builds {
  /** A kind of its own: the server's queue may hold others. */
  private static final JobKind KIND = new JobKind("benchmark");

  private static final Duration LEASE = Duration.ofHours(1);
  private static final int PAGE = 1_000;

  private final Storage storage;
  private final OrganizationId organization;
  private final ServiceId service;

  Builds(int port, JsonNode terms) {
    storage =
        Postgres.using(
            Pools.pool(port),
            Pools.single(port),
            Secret.of(terms.required("secretKey").textValue()));
    organization = OrganizationId.parse(terms.required("organization").textValue());
    service = ServiceId.parse(terms.required("service").textValue());
  }

  List<Build> begin(int count) {
    for (int i = 0; i < count; i++) {
      create();
    }
    return storage.jobs().claim(Map.of(KIND, count), LEASE).stream()
        .map(claimed -> claimed.job())
        .map(job -> new Build(new Claim(job.id(), job.fence()), DeploymentId.parse(job.subject())))
        .toList();
  }

  private void create() {
    InstantSource clock = InstantSource.system();
    DeploymentId id = DeploymentId.next(clock);
    Origin origin =
        new Origin(Trigger.API, new GitRef("main"), new CommitSha("a".repeat(40)), null);
    storage
        .deployments()
        .create(
            Deployment.queued(id, organization, service, origin, null, clock.instant()),
            NewJob.of(JobId.next(clock), KIND, organization, id.toString(), 1));
  }

  /** All at once, each as many lines, in the batches of a build's journal. */
  void write(List<Build> builds, int lines) throws InterruptedException {
    AtOnce.run(builds, build -> write(build, lines));
  }

  private void write(Build build, int lines) {
    for (int from = 0; from < lines; from += Lines.BATCH) {
      append(build, Lines.batch(from, Math.min(lines, from + Lines.BATCH)));
    }
  }

  private void append(Build build, List<LogLine> lines) {
    if (!storage.logs().append(build.claim(), build.deployment(), lines)) {
      throw new IllegalStateException("the claim of " + build.deployment() + " was outlived");
    }
  }

  /**
   * Reads every log back.
   *
   * @return how many lines there are
   * @throws IllegalStateException when one is missing, changed or out of order
   */
  long check(List<Build> builds) {
    long lines = 0;
    for (Build build : builds) {
      lines += check(build.deployment());
    }
    return lines;
  }

  private int check(DeploymentId deployment) {
    int expected = 0;
    long after = 0;
    List<StoredLogLine> page;
    do {
      page = storage.logs().read(deployment, after, PAGE);
      for (StoredLogLine line : page) {
        if (!line.line().text().equals(Lines.text(expected))) {
          throw new IllegalStateException(
              "line %d is '%s'".formatted(expected, line.line().text()));
        }
        expected++;
        after = line.sequence();
      }
    } while (!page.isEmpty());
    return expected;
  }

  /** Some lines now and then, for followers; each tells when it was written. */
  int drip(List<Build> builds, int linesAtOnce, int everyMillis, int seconds)
      throws InterruptedException {
    int times = seconds * 1_000 / everyMillis;
    long gap = Duration.ofMillis(everyMillis).toNanos();
    long began = System.nanoTime();
    List<Build> all = new ArrayList<>(builds);
    AtOnce.run(
        all,
        build -> {
          // spread over the interval, as builds that know nothing of each other are
          long first = began + gap * all.indexOf(build) / all.size();
          for (int i = 0; i < times; i++) {
            AtOnce.sleepUntil(first + i * gap);
            append(build, marked(linesAtOnce));
          }
        });
    return times * linesAtOnce;
  }

  private static List<LogLine> marked(int count) {
    List<LogLine> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String text = Marks.now() + " " + Lines.text(i * 31);
      lines.add(new LogLine(Instant.now(), LogLine.Stream.STDOUT, text));
    }
    return lines;
  }
}
