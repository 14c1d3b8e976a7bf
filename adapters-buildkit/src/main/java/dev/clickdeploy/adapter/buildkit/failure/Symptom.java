package dev.clickdeploy.adapter.buildkit.failure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What kind of failure the daemon's words tell of: the first that fits, so that words which a
 * Dockerfile can choose are recognized before any other. It has no codes for these.
 */
enum Symptom {
  PROCESS_FAILED("did not complete successfully: exit code: (\\d{1,9})"),
  SYNTAX("dockerfile parse error on line \\d+: (.*)", "%s", "see the Dockerfile reference"),
  NOT_IN_CONTEXT(
      "failed to calculate checksum of ref \\S+ (\".+?\"): not found",
      "%s is not in the source",
      "check that it is committed, below the root directory and not in .dockerignore"),
  NO_DOCKERFILE(
      "failed to read dockerfile: open .*: no such file or directory",
      "there is no %s in the source",
      "check the service's Dockerfile path and root directory"),
  NO_STAGE(
      "target stage .* could not be found",
      "%s",
      "check the service's target against the stages' names"),
  PUSH_UNREACHABLE("failed to push .*(?:" + Words.NETWORK + ")"),
  PUSH_UNAVAILABLE("failed to push .*(?:" + Words.SERVER_ERROR + ")"),
  PUSH_AGAINST_RULE("failed to push .*: 412 "),
  PUSH_NOT_TAKEN("failed to push .*: 405 "),
  PUSH_TOO_LARGE("failed to push .*: 413 "),
  PUSH_NOWHERE("failed to push .*: 404 "),
  PUSH_FORBIDDEN("failed to push .*: 403 "),
  PUSH_REFUSED("failed to push .*(?:" + Words.REFUSED + ")"),
  PUSH_FAILED("failed to push "),
  BASE_UNREACHABLE(
      "failed to resolve source metadata for (\\S+?): .*(?:"
          + Words.NETWORK
          + "|"
          + Words.SERVER_ERROR
          + ")"),
  NETWORK(Words.NETWORK + "|" + Words.SERVER_ERROR),
  BASE_REFUSED(Words.REFUSED),
  BASE_MISSING(
      "failed to resolve source metadata for (\\S+?): .*not found",
      "the base image %s was not found",
      "check its name and tag in FROM"),
  DISK_FULL("no space left on device"),
  NO_SESSION("no active session|session .* not found"),
  OTHER("");

  private static final class Words {
    static final String NETWORK =
        "dial tcp|no such host|server misbehaving|i/o timeout|TLS handshake timeout"
            + "|connection refused|connection reset|unexpected EOF|cannot be reached"
            + "|429 Too Many Requests|toomanyrequests";
    static final String SERVER_ERROR = "unexpected status [^:]*: 5\\d\\d |: 5\\d\\d [A-Z]";
    static final String REFUSED =
        "\\b401\\b|\\b403\\b|authorization failed|failed to authorize|access denied"
            + "|insufficient_scope|Unauthenticated|PermissionDenied|no basic auth credentials";
  }

  private final Pattern words;
  private final String what;
  private final @Nullable String mend;

  /** Told in the daemon's own words. */
  Symptom(String regex) {
    this(regex, "%s", null);
  }

  Symptom(String regex, String what, @Nullable String mend) {
    this.words = Pattern.compile(regex, Pattern.DOTALL);
    this.what = what;
    this.mend = mend;
  }

  static Symptom of(String said) {
    for (Symptom symptom : values()) {
      if (symptom.words.matcher(said).find()) {
        return symptom;
      }
    }
    return OTHER;
  }

  /** The failure in a few words. */
  String about(String subject) {
    return what.formatted(subject);
  }

  /** What to do about it; null when it has to be told otherwise, or cannot. */
  @Nullable String mend() {
    return mend;
  }

  /** What the failure is about: the part of the words that names it, or all of them. */
  String subject(String said) {
    Matcher matcher = words.matcher(said);
    return matcher.find() && matcher.groupCount() > 0 ? matcher.group(1) : said;
  }
}
