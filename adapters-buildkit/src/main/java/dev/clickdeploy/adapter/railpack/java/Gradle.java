package dev.clickdeploy.adapter.railpack.java;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.java.JavaBuild.Framework;
import dev.clickdeploy.adapter.railpack.java.JavaBuild.Result;
import dev.clickdeploy.adapter.railpack.version.PartialVersion;
import dev.clickdeploy.adapter.railpack.version.Version;
import dev.clickdeploy.adapter.railpack.version.Wish;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Decides how Gradle builds an app. */
final class Gradle {
  static final List<String> FILES =
      List.of("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts");

  /** Away from the image's own directory, which is a volume. */
  static final String HOME = "/opt/gradle-home";

  private static final String SCRIPT = "gradlew";
  private static final String PROPERTIES = "gradle/wrapper/gradle-wrapper.properties";
  private static final String BOOT = "org.springframework.boot";
  private static final List<String> FAT_JAR =
      List.of("com.gradleup.shadow", "com.github.johnrengelman.shadow", "io.ktor.plugin");
  private static final Pattern MANIFEST = Pattern.compile("(Main-Class)");
  private static final Pattern TOOLCHAIN =
      Pattern.compile("(?:JavaLanguageVersion\\.of|jvmToolchain)[ (]*['\"]?([0-9]{1,3})\\b");
  private static final Pattern COMPATIBILITY =
      Pattern.compile(
          "(?:source|target)Compatibility[ =(]*(?:JavaVersion\\.VERSION_)?['\"]?([0-9._]{1,5})");

  private final App app;
  private final GradleFiles files;

  private Gradle(App app) {
    this.app = app;
    this.files = GradleFiles.read(app.files());
  }

  static JavaBuild of(App app) {
    return new Gradle(app).build();
  }

  private JavaBuild build() {
    Wrapper wrapper = Wrapper.find(app, SCRIPT, PROPERTIES);
    ToolVersion tool = app.tool("gradle", wrapper.version().stream().toList());
    Optional<String> project = project();
    String directory = project.orElse("");
    Framework framework = framework(directory);
    Result result = result(project, framework);
    String task = result instanceof Result.Distribution ? "installDist" : "assemble";
    String prefix = directory.isEmpty() ? "" : ":" + directory.replace('/', ':') + ":";
    return new JavaBuild(
        tool,
        wrapper.isUsable(),
        wrapper.isUsable() ? "" : tool.version() + "-jdk{java}",
        wrapper.command("gradle") + " --no-daemon " + prefix + task + production(directory),
        HOME,
        result,
        framework,
        Stream.of(directory, "").distinct().flatMap(this::wishes).toList(),
        limit(tool.version()));
  }

  private Stream<Wish> wishes(String directory) {
    String where = " in " + (directory.isEmpty() ? "build.gradle" : directory + "/build.gradle");
    return Stream.concat(
        Wish.in(files.find(TOOLCHAIN, directory), "the toolchain" + where),
        Wish.in(
            files.find(COMPATIBILITY, directory).map(v -> v.replace('_', '.')),
            "sourceCompatibility" + where));
  }

  /** A property that is given has an effect only where the build asks for it. */
  private String production(String directory) {
    boolean asked =
        Stream.of(directory, "")
            .anyMatch(d -> files.texts().getOrDefault(d, "").contains("production"));
    return asked ? " -Pproduction" : "";
  }

  /** The project to run: the first that makes something to start, the root's before others. */
  private Optional<String> project() {
    List<String> runnable =
        files.texts().keySet().stream().filter(this::isRunnable).sorted().toList();
    if (runnable.size() > 1) {
      app.notes()
          .warn(
              "the projects %s could be run, and %s is; add a Dockerfile for another one"
                  .formatted(
                      String.join(", ", runnable.stream().map(Gradle::shown).toList()),
                      shown(runnable.get(0))));
    }
    runnable.stream()
        .findFirst()
        .filter(directory -> !directory.isEmpty())
        .ifPresent(
            directory ->
                app.notes()
                    .because("run the project " + directory, "its build makes something to start"));
    return runnable.stream().findFirst();
  }

  private boolean isRunnable(String directory) {
    return framework(directory) != Framework.NONE
        || files.applies(directory, "application")
        || FAT_JAR.stream().anyMatch(plugin -> files.applies(directory, plugin))
        || files.find(MANIFEST, directory).isPresent();
  }

  private Result result(Optional<String> project, Framework framework) {
    String build = project.filter(d -> !d.isEmpty()).map(d -> d + "/build").orElse("build");
    if (framework == Framework.QUARKUS) {
      return new Result.Quarkus(build + "/quarkus-app");
    }
    boolean fat =
        framework == Framework.SPRING_BOOT
            || project.filter(d -> FAT_JAR.stream().anyMatch(p -> files.applies(d, p))).isPresent();
    if (!fat && project.filter(d -> files.applies(d, "application")).isPresent()) {
      return new Result.Distribution(build + "/install");
    }
    return new Result.Jar(project.isPresent() ? build + "/libs" : "build/libs */build/libs");
  }

  private Framework framework(String directory) {
    if (files.applies(directory, BOOT)) {
      return Framework.SPRING_BOOT;
    }
    if (files.applies(directory, "io.quarkus")) {
      return Framework.QUARKUS;
    }
    return files.applies(directory, "io.micronaut.application")
        ? Framework.MICRONAUT
        : Framework.NONE;
  }

  /** The newest long-term Java that an old Gradle runs on (docs.gradle.org, "Compatibility"). */
  private static Optional<Wish> limit(String version) {
    Version low = PartialVersion.parse(version).map(PartialVersion::low).orElse(Version.ZERO);
    boolean onlyMajor = !version.contains(".");
    String java = "";
    if (low.major() <= 5) {
      java = "8";
    } else if (low.major() == 6 || (low.major() == 7 && low.minor() < 3 && !onlyMajor)) {
      java = "11";
    } else if (low.major() == 7 || (low.major() == 8 && low.minor() < 5 && !onlyMajor)) {
      java = "17";
    }
    return Wish.in(
            Optional.of(java),
            "Gradle " + version + ", which runs on no newer Java of long support,")
        .findFirst();
  }

  private static String shown(String directory) {
    return directory.isEmpty() ? "the root" : directory;
  }
}
