package dev.clickdeploy.adapter.railpack.ruby;

import dev.clickdeploy.adapter.railpack.version.PartialVersion;
import dev.clickdeploy.adapter.railpack.version.Version;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Debian packages that gems need and the small image lacks. While building there is the large one,
 * which has a compiler and the usual libraries.
 */
record SystemPackages(List<String> build, List<String> run) {
  private static final Version OLDEST_WITH_PACKAGES = new Version(2, 7, 0);
  private static final Map<String, List<String>> RUN = inImage();
  private static final Map<String, List<String>> BUILD =
      Map.of("ruby-vips", List.of("libvips-dev"), "mini_racer", List.of("python3"));

  SystemPackages {
    build = List.copyOf(build);
    run = List.copyOf(run);
  }

  /** Names with a version of a library differ between Debian's releases, so these have none. */
  private static Map<String, List<String>> inImage() {
    Map<String, List<String>> packages = new TreeMap<>();
    packages.put("pg", List.of("libpq5"));
    packages.put("mysql2", List.of("libmariadb3"));
    packages.put("sqlite3", List.of("libsqlite3-0"));
    packages.put("rmagick", List.of("imagemagick"));
    packages.put("mini_magick", List.of("imagemagick"));
    packages.put("ruby-vips", List.of("libvips"));
    packages.put("charlock_holmes", List.of("libicu-dev"));
    packages.put("curb", List.of("libcurl4-openssl-dev"));
    packages.put("rdkafka", List.of("ca-certificates"));
    return packages;
  }

  /**
   * Those of an app.
   *
   * @param nodeRuns whether Node.js is in the image
   */
  static SystemPackages of(RubyApp ruby, ToolVersion version, boolean nodeRuns) {
    Set<String> build = new TreeSet<>(ruby.app().settings().buildPackages());
    Set<String> run = new TreeSet<>(ruby.app().settings().runtimePackages());
    if (hasJemalloc(version)) {
      run.add("libjemalloc2");
    }
    if (nodeRuns) {
      run.add("libatomic1");
    }
    new TreeMap<>(BUILD)
        .forEach((gem, packages) -> add(ruby, gem, packages, build, "while building"));
    RUN.forEach((gem, packages) -> add(ruby, gem, packages, run, "in the image"));
    return new SystemPackages(List.copyOf(build), List.copyOf(run));
  }

  /** Images of older versions are of a Debian whose packages cannot be had any more. */
  static boolean hasJemalloc(ToolVersion version) {
    return PartialVersion.parse(version.version())
        .filter(parsed -> parsed.low().compareTo(OLDEST_WITH_PACKAGES) >= 0)
        .isPresent();
  }

  private static void add(
      RubyApp ruby, String gem, List<String> packages, Set<String> into, String where) {
    if (ruby.uses(gem)) {
      into.addAll(packages);
      ruby.app()
          .notes()
          .because(String.join(", ", packages) + " " + where, "the gem " + gem + " needs it");
    }
  }
}
