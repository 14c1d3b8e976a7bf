package dev.clickdeploy.adapter.railpack.java;

import dev.clickdeploy.adapter.railpack.version.Wish;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Optional;

/**
 * How Maven or Gradle makes the program.
 *
 * @param tool the build tool in its version
 * @param wrapper whether the repository brings it
 * @param image of the tool for a Java; {@code {java}} becomes its version; empty with a wrapper
 * @param command that makes the result
 * @param cache what the tool keeps of one build for the next
 * @param wishes for a version of Java
 * @param limit the newest Java that the tool runs on
 */
record JavaBuild(
    ToolVersion tool,
    boolean wrapper,
    String image,
    String command,
    String cache,
    Result result,
    Framework framework,
    List<Wish> wishes,
    Optional<Wish> limit) {

  /** What is started. */
  sealed interface Result {
    /**
     * The largest jar, which is the one with its dependencies inside, with directories of libraries
     * beside it.
     *
     * @param directory where it is made; a pattern of the shell
     */
    record Jar(String directory) implements Result {}

    /** Quarkus's directory. */
    record Quarkus(String directory) implements Result {}

    /** A directory that holds one with a start script and its libraries. */
    record Distribution(String directory) implements Result {}
  }

  /** What tells the program its port. */
  enum Framework {
    SPRING_BOOT("spring-boot", "-Dserver.port=$PORT "),
    QUARKUS("quarkus", "-Dquarkus.http.host=0.0.0.0 -Dquarkus.http.port=$PORT "),
    MICRONAUT("micronaut", "-Dmicronaut.server.port=$PORT "),
    NONE("", "");

    private final String label;
    private final String options;

    Framework(String label, String options) {
      this.label = label;
      this.options = options;
    }

    Optional<String> label() {
      return Optional.of(label).filter(l -> !l.isEmpty());
    }

    String options() {
      return options;
    }
  }
}
