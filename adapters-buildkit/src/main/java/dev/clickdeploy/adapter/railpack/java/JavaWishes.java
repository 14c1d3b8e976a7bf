package dev.clickdeploy.adapter.railpack.java;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.version.VersionChoice;
import dev.clickdeploy.adapter.railpack.version.Wish;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which Java an app wants. Only the major number counts, since images are named by it; vendors'
 * prefixes and suffixes are read over, since the image is Temurin's.
 */
final class JavaWishes {
  private static final Pattern VERSION =
      Pattern.compile(
          "(?:([a-z_]+(?:-[a-z_]+)*)-)?(?:1\\.)?([0-9]{1,3})(?:[.+_-][0-9A-Za-z.+_-]*?)?(?:-([a-z]+))?");
  private static final List<String> SAME =
      List.of("temurin", "tem", "openjdk", "open", "adoptopenjdk", "java", "jdk");
  private static final Pattern SDKMAN = Pattern.compile("(?m)^java[ \\t]*=[ \\t]*(\\S+)");
  private static final Pattern HEROKU =
      Pattern.compile("(?m)^java\\.runtime\\.version[ \\t]*=[ \\t]*(\\S+)");
  private static final List<String> POM =
      List.of("maven.compiler.release", "java.version", "maven.compiler.target");
  private static final String COMPILER = "build/plugins/plugin/configuration/release";

  private JavaWishes() {}

  /**
   * Chooses the version.
   *
   * @param build wishes of the build's own files, the strongest first
   * @param limit the newest Java that the build tool runs on, when nothing asks for a version
   */
  static ToolVersion choose(App app, List<Wish> build, Optional<Wish> limit) {
    List<Wish> own = new ArrayList<>(pinned(app.files()));
    own.addAll(build);
    limit.ifPresent(own::add);
    List<Wish> wishes = app.wishes("java", own).stream().map(wish -> major(wish, app)).toList();
    return new VersionChoice(app.table(), app.locked(), app.notes()).choose("java", wishes);
  }

  /** What a pom compiles for, which is what its developers run. */
  static List<Wish> of(Pom pom, String path) {
    return Stream.concat(
            POM.stream()
                .flatMap(name -> Wish.in(pom.text("properties/" + name), name + " in " + path)),
            Wish.in(pom.text(COMPILER), "the compiler plugin's release in " + path))
        .toList();
  }

  private static List<Wish> pinned(SourceFiles files) {
    return Stream.of(
            Wish.in(files.firstLine(".java-version"), ".java-version"),
            Wish.in(found(SDKMAN, files.text(".sdkmanrc")), ".sdkmanrc"),
            Wish.in(found(HEROKU, files.text("system.properties")), "system.properties"))
        .flatMap(wishes -> wishes)
        .toList();
  }

  private static Optional<String> found(Pattern pattern, Optional<String> text) {
    return text.map(pattern::matcher).filter(Matcher::find).map(match -> match.group(1));
  }

  private static Wish major(Wish wish, App app) {
    Matcher version = VERSION.matcher(wish.text());
    if (wish.text().length() > 100 || !version.matches()) {
      return wish;
    }
    String vendor = Optional.ofNullable(version.group(1)).or(() -> suffix(version)).orElse("tem");
    if (!SAME.contains(vendor)) {
      app.notes()
          .warn(
              "%s asks for Java of %s; the image has Temurin's, which is the same language and library"
                  .formatted(wish.where(), vendor));
    }
    int major = Integer.parseInt(version.group(2));
    return Wish.of(String.valueOf(Math.max(8, major)), wish.where());
  }

  private static Optional<String> suffix(Matcher version) {
    return Optional.ofNullable(version.group(3)).filter(s -> !s.matches("ea|lts|ga"));
  }
}
