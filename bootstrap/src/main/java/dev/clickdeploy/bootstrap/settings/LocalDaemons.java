package dev.clickdeploy.bootstrap.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a BuildKit daemon on this machine: buildkitd's socket, then a Docker Engine's. */
final class LocalDaemons {
  private LocalDaemons() {}

  static Optional<String> find(Values values) {
    Stream<String> runtime = values.text("XDG_RUNTIME_DIR").stream();
    Stream<Path> buildkitd =
        Stream.concat(Stream.of("/run"), values.text("XDG_RUNTIME_DIR").stream())
            .map(directory -> Path.of(directory, "buildkit", "buildkitd.sock"));
    Stream<Path> engine =
        Stream.concat(
            values.text("DOCKER_HOST").filter(h -> h.startsWith("unix://")).stream()
                .map(host -> Path.of(host.substring("unix://".length()))),
            Stream.concat(Stream.of("/var/run"), runtime)
                .map(directory -> Path.of(directory, "docker.sock")));
    return Stream.concat(
            buildkitd.filter(Files::exists).map(socket -> "unix://" + socket),
            engine.filter(Files::exists).map(socket -> "docker://" + socket))
        .findFirst();
  }
}
