package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.staticsite.Staticfile;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A configuration that is a program, read as text: literal settings are found, computed ones are
 * not.
 */
record ConfigText(String text) {
  /** The configuration of this name with any usual ending; empty text when there is none. */
  static ConfigText of(SourceFiles files, String name) {
    return new ConfigText(
        Stream.of(".ts", ".js", ".mjs", ".mts", ".cjs", ".cts")
            .flatMap(ending -> files.text(name + ending).stream())
            .findFirst()
            .orElse(""));
  }

  boolean exists() {
    return !text.isEmpty();
  }

  /** Whether a member has this literal value. */
  boolean says(String member, String value) {
    return Pattern.compile(
            "\\b" + member + "[\"']?\\s*:\\s*[\"'`]?" + Pattern.quote(value) + "(?![\\w-])")
        .matcher(text)
        .find();
  }

  /** The directory in a member, cleaned; empty when it is none of the repository. */
  Optional<String> directory(String member) {
    Matcher setting =
        Pattern.compile("\\b" + member + "[\"']?\\s*:\\s*[\"'`]([\\w@./-]+)[\"'`]").matcher(text);
    return setting.find()
        ? Staticfile.clean(setting.group(1)).filter(path -> !path.isEmpty())
        : Optional.empty();
  }
}
