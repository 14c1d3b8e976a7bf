package dev.clickdeploy.benchmarks.build;

import dev.clickdeploy.benchmarks.harness.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a person types: a shallow clone, then a build with buildx that pushes. */
final class ByHand {
  static final String NAME = "clone + buildx";
  static final String WITH_GIT_NAME = "clone + buildx, .git sent";
  static final String UPLOAD_NAME = "buildx";

  private final String docker;
  private final String registry;
  private final Path work;
  private final Path log;

  ByHand(Options options) {
    this.docker = options.required("docker");
    this.registry = options.required("registry");
    this.work = Path.of(options.required("work"), "by-hand");
    this.log = Path.of(options.required("work"), "by-hand.log");
  }

  /** Seconds from the clone's begin to the push's end. */
  double deploy(String url, String name) throws IOException, InterruptedException {
    return deploy(url, name, false);
  }

  /** The same for a repository that does not say that {@code .git} is to be ignored. */
  double deployWithGit(String url, String name) throws IOException, InterruptedException {
    return deploy(url, name, true);
  }

  private double deploy(String url, String name, boolean withGit)
      throws IOException, InterruptedException {
    Path checkout = work.resolve(name);
    long began = System.nanoTime();
    clone(url, checkout);
    if (withGit) {
      Files.delete(checkout.resolve(".dockerignore"));
    }
    Processes.run(
        log,
        List.of(
            docker, "buildx", "build", "-q", "--push", "-t", reference(name), checkout.toString()));
    double seconds = (System.nanoTime() - began) / 1e9;
    remove(checkout);
    return seconds;
  }

  /** Seconds for a build of a checkout that is there already, without a push. */
  double upload(String url, String name) throws IOException, InterruptedException {
    Path checkout = work.resolve(name);
    clone(url, checkout);
    String image = "clickdeploy-benchmark:" + name;
    long began = System.nanoTime();
    Processes.run(log, List.of(docker, "buildx", "build", "-q", "-t", image, checkout.toString()));
    double seconds = (System.nanoTime() - began) / 1e9;
    Processes.run(log, List.of(docker, "image", "rm", image));
    remove(checkout);
    return seconds;
  }

  private String reference(String name) {
    return registry + "/benchmark/" + name + ":1";
  }

  private void clone(String url, Path checkout) throws IOException, InterruptedException {
    Processes.run(log, List.of("git", "clone", "-q", "--depth", "1", url, checkout.toString()));
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
