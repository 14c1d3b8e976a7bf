package dev.clickdeploy.adapter.railpack.java;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.version.Wish;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A build tool that the repository brings: a script that fetches it.
 *
 * @param script its name; empty when it cannot be used
 * @param version the one that it fetches
 */
record Wrapper(Optional<String> script, Optional<Wish> version) {
  private static final Pattern DISTRIBUTION =
      Pattern.compile(
          "(?m)^distributionUrl[ \\t]*=.*(?:gradle|apache-maven)-([0-9]+(?:\\.[0-9]+)*)[^/\\n]*$");

  /** Looks for a script and what it reads. */
  static Wrapper find(App app, String script, String properties) {
    Optional<Wish> version =
        app.files()
            .text(properties)
            .map(DISTRIBUTION::matcher)
            .filter(Matcher::find)
            .map(
                url ->
                    Wish.of(url.group(1), properties.substring(properties.lastIndexOf('/') + 1)));
    if (!app.files().has(script)) {
      return new Wrapper(Optional.empty(), version);
    }
    Optional<String> missing = missing(app, script, properties);
    if (missing.isPresent()) {
      app.notes()
          .warn(
              "%s cannot run without %s, so the tool comes from its image; commit the file"
                  .formatted(script, missing.get()));
      return new Wrapper(Optional.empty(), version);
    }
    app.notes().because("build with " + script, "the repository brings it");
    boolean executable = app.files().isExecutable(script);
    return new Wrapper(Optional.of(executable ? "./" + script : "sh ./" + script), version);
  }

  /** Jars are often ignored by git, and then the script has nothing to run. */
  private static Optional<String> missing(App app, String script, String properties) {
    if (!app.files().has(properties)) {
      return Optional.of(properties);
    }
    String jar = properties.replace(".properties", ".jar");
    boolean needsJar = script.equals("gradlew");
    return needsJar && !app.files().has(jar) ? Optional.of(jar) : Optional.empty();
  }

  boolean isUsable() {
    return script.isPresent();
  }

  /** How the tool is called. */
  String command(String otherwise) {
    return script.orElse(otherwise);
  }
}
