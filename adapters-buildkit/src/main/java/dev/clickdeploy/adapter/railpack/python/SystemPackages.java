package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.evidence.Notes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Debian packages that dependencies need: headers and a compiler for those that PyPI has no wheel
 * of, libraries and programs for those that call them (Railpack, core/providers/python, and the
 * projects' installation pages).
 */
record SystemPackages(Set<String> build, Set<String> runtime) {
  private static final String COMPILER = "build-essential";

  private static final List<Need> NEEDS =
      List.of(
          new Need("psycopg2", d -> true, "build-essential libpq-dev", "libpq5"),
          new Need("psycopg", d -> !d.has("psycopg", "binary"), "libpq-dev", "libpq5"),
          new Need("psycopg", d -> d.has("psycopg", "c"), COMPILER, ""),
          new Need(
              "mysqlclient",
              d -> true,
              "build-essential default-libmysqlclient-dev pkg-config",
              "libmariadb3"),
          new Need("pycairo", d -> true, "build-essential libcairo2-dev pkg-config", "libcairo2"),
          new Need("pdf2image", d -> true, "", "poppler-utils"),
          new Need("pydub", d -> true, "", "ffmpeg"),
          new Need("ffmpeg-python", d -> true, "", "ffmpeg"),
          new Need("moviepy", d -> true, "", "ffmpeg"),
          new Need("pytesseract", d -> true, "", "tesseract-ocr"),
          new Need("python-magic", d -> true, "", "libmagic1"),
          new Need(
              "weasyprint", d -> true, "", "libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0"),
          new Need("opencv-python", d -> true, "", "libgl1 libglib2.0-0"),
          new Need("pyodbc", d -> true, "", "unixodbc"),
          new Need(
              "python-ldap",
              d -> true,
              "build-essential libldap-dev libsasl2-dev",
              "ldap-utils libsasl2-2"),
          new Need("uwsgi", d -> true, COMPILER, ""),
          new Need("pygraphviz", d -> true, "build-essential libgraphviz-dev", "graphviz"));

  /**
   * What a dependency needs.
   *
   * @param when whether it is so in this case
   * @param build packages while it is installed
   * @param runtime packages while it runs
   */
  private record Need(
      String dependency, Predicate<Dependencies> when, String build, String runtime) {}

  /** What these dependencies need, and notes why. */
  static SystemPackages of(Dependencies dependencies, Notes notes) {
    SystemPackages all = new SystemPackages(new TreeSet<>(), new TreeSet<>());
    for (Need need : NEEDS) {
      if (dependencies.has(need.dependency()) && need.when().test(dependencies)) {
        all.add(need.build(), need.runtime(), need.dependency() + " is a dependency", notes);
      }
    }
    if (dependencies.fromGit()) {
      all.add("git", "", "a dependency comes from a git repository", notes);
    }
    return all;
  }

  private void add(String forBuild, String forRuntime, String because, Notes notes) {
    if (build.addAll(words(forBuild))) {
      notes.because("Debian packages " + forBuild + " for the build", because);
    }
    if (runtime.addAll(words(forRuntime))) {
      notes.because("Debian packages " + forRuntime + " in the image", because);
    }
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }
}
