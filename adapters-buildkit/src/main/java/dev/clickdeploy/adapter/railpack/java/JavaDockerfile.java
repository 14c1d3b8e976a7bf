package dev.clickdeploy.adapter.railpack.java;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.BuildSteps;
import dev.clickdeploy.adapter.railpack.app.ProgramStage;
import dev.clickdeploy.adapter.railpack.dockerfile.Dockerfile;
import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import dev.clickdeploy.adapter.railpack.java.JavaBuild.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the Dockerfile of a Java app: built with a JDK, run with a JRE.
 *
 * @param buildImage has the JDK, and the tool unless there is a wrapper
 */
record JavaDockerfile(App app, JavaBuild build, String buildImage, String runImage) {
  static final int PORT = 8080;

  private static final String OUT = "/out";
  private static final String NO_JAR = "the build made no jar to run; looked in ";

  Dockerfile of(
      Optional<ShellCommand> install, Optional<ShellCommand> command, ShellCommand start) {
    Dockerfile dockerfile = new Dockerfile();
    Stage stage =
        dockerfile
            .stage(buildImage, "build")
            .packages(app.settings().buildPackages())
            .workdir(ProgramStage.APP)
            .env(variables())
            .env(app.settings().variables());
    new BuildSteps(app, install, command).run(stage, nothing -> {}, List.of(cache()));
    stage.run(collect());
    ProgramStage last = ProgramStage.begin(dockerfile, runImage, app, PORT, List.of(), Map.of());
    last.files().copyOwnedFrom("build", OUT, ProgramStage.APP);
    last.end(start);
    return dockerfile;
  }

  /** How the result is started, from the app's directory. */
  String start() {
    String java =
        "java -XX:MaxRAMPercentage=75 " + build.framework().options() + "$JAVA_OPTS -jar ";
    return switch (build.result()) {
      case Result.Jar jar -> java + "app.jar";
      case Result.Quarkus quarkus -> java + "quarkus-run.jar";
      case Result.Distribution distribution -> "bin/app";
    };
  }

  private Map<String, String> variables() {
    return build.cache().equals(Gradle.HOME) ? Map.of("GRADLE_USER_HOME", Gradle.HOME) : Map.of();
  }

  /** Neither Maven nor Gradle shares its files between processes in different containers. */
  private Mount cache() {
    return Mount.lockedCache(build.cache());
  }

  /** Puts what is to run into one directory under a name that does not change with versions. */
  private ShellCommand collect() {
    return new ShellCommand(
        switch (build.result()) {
          case Result.Jar jar -> largestJar(jar.directory());
          case Result.Quarkus quarkus -> "cp -r %s %s".formatted(quarkus.directory(), OUT);
          case Result.Distribution made ->
              "cp -r %s/*/ %s && rm -f %2$s/bin/*.bat && mv %2$s/bin/* %2$s/bin/app"
                  .formatted(made.directory(), OUT);
        });
  }

  private static String largestJar(String directory) {
    return ("jar=$(find %1$s -maxdepth 1 -name '*.[jw]ar' ! -name '*-sources.jar' ! -name"
            + " '*-javadoc.jar' ! -name '*-tests.jar' ! -name '*-plain.?ar' ! -name"
            + " 'original-*' -printf '%%s %%p\\n"
            + "' | sort -rn | head -n 1 | cut -d ' ' -f 2-) && { [ -n \"$jar\" ] || { echo"
            + " '%3$s%1$s' >&2; exit 1; }; } && mkdir %2$s && cp \"$jar\" %2$s/app.jar && for"
            + " libraries in lib libs dependency; do [ ! -d \"${jar%%/*}/$libraries\" ] || cp"
            + " -r \"${jar%%/*}/$libraries\" %2$s/; done")
        .formatted(directory, OUT, NO_JAR);
  }
}
