package dev.clickdeploy.adapter.railpack.java;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Draft;
import dev.clickdeploy.adapter.railpack.app.Kind;
import dev.clickdeploy.adapter.railpack.app.Provider;
import dev.clickdeploy.adapter.railpack.app.Steps;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Optional;

/** Apps that Maven or Gradle builds to something that a Java runtime starts. */
public final class JavaProvider implements Provider {
  private static final String WRAPPER = "gradlew";
  private static final List<String> IGNORE = List.of("**/.gradle", "target", "build");
  private static final Kind KIND =
      Kind.of("java", "Java", Pom.FILE, WRAPPER, "build.gradle", "build.gradle.kts");

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Optional<String> detect(App app) {
    return KIND.shownBy(app.files())
        .or(() -> app.files().first(Gradle.FILES))
        .or(() -> app.files().first(Maven.POLYGLOT));
  }

  @Override
  public Optional<BuildPlan> plan(App app) {
    boolean maven = usesMaven(app.files());
    JavaBuild build = maven ? Maven.of(app) : Gradle.of(app);
    ToolVersion java = JavaWishes.choose(app, build.wishes(), build.limit());
    JavaDockerfile dockerfile =
        new JavaDockerfile(app, build, buildImage(app, build, java), image(app, "jre", java));
    Steps steps = new Steps(app);
    Optional<ShellCommand> install = steps.install(Optional.empty(), "");
    Optional<ShellCommand> command =
        steps.build(Optional.of(build.command()), build.tool().name() + " builds it");
    ShellCommand start =
        steps.start(Optional.of(dockerfile.start()), "the build makes it").orElseThrow();
    Draft draft =
        new Draft(app, KIND)
            .runtime(java)
            .tool(build.tool())
            .packageManager(build.tool().name())
            .framework(build.framework().label())
            .start(start.text())
            .images(dockerfile.buildImage(), dockerfile.runImage())
            .port(JavaDockerfile.PORT)
            .ignore(IGNORE);
    install.ifPresent(own -> draft.install(own.text()));
    command.ifPresent(make -> draft.build(make.text()));
    return Optional.of(
        draft.plan(
            "Java %s, %s %s, started by `%s`"
                .formatted(
                    java.version(),
                    maven ? "Maven" : "Gradle",
                    build.tool().version(),
                    start.text()),
            dockerfile.of(install, command, start)));
  }

  private static boolean usesMaven(SourceFiles files) {
    boolean gradle = files.has(WRAPPER) || files.first(Gradle.FILES).isPresent();
    return files.has(Pom.FILE) || (!gradle && files.first(Maven.POLYGLOT).isPresent());
  }

  private static String buildImage(App app, JavaBuild build, ToolVersion java) {
    if (build.wrapper()) {
      return app.image(java);
    }
    String tag = build.image().replace("{java}", java.version());
    return app.image(new ToolVersion(build.tool().name(), tag, build.tool().source()));
  }

  private static String image(App app, String name, ToolVersion version) {
    return app.image(new ToolVersion(name, version.version(), version.source()));
  }
}
