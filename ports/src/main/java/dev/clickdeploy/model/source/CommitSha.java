package dev.clickdeploy.model.source;

import java.util.regex.Pattern;

/** A full git object id of a commit: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits. */
public record CommitSha(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  public CommitSha {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'" + value + "' is not a commit SHA of 40 or 64 lower-case hexadecimal digits");
    }
  }

  /** Whether a text has the form of a full commit SHA. */
  public static boolean looksLike(String text) {
    return FORM.matcher(text).matches();
  }

  /** The first twelve digits: enough to tell commits apart in tags and logs. */
  public String abbreviated() {
    return value.substring(0, 12);
  }

  @Override
  public String toString() {
    return value;
  }
}
