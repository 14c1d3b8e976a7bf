package dev.clickdeploy.adapter.buildkit.failure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What kind of failure the daemon's words tell of; the first that fits. */
enum Symptom {
  PROCESS_FAILED("did not complete successfully: exit code: (\\d+)"),
  PUSH_UNREACHABLE(
      "failed to (?:push|authorize).*(?:dial tcp|no such host|i/o timeout|TLS handshake"
          + "|connection refused|connection reset|: EOF|token service .* cannot be reached"
          + "|: 5\\d\\d )"),
  PUSH_FAILED("failed to push (\\S+?):? "),
  SYNTAX("dockerfile parse error on line (\\d+): (.*)"),
  NOT_IN_CONTEXT("failed to calculate checksum of ref \\S+ \"(.+?)\": not found"),
  NETWORK(
      "dial tcp|no such host|server misbehaving|i/o timeout|TLS handshake timeout|connection reset"
          + "|unexpected status from .*: 5\\d\\d "),
  BASE_REFUSED(
      "(?:authorization failed|failed to authorize|pull access denied|401 Unauthorized"
          + "|403 Forbidden|insufficient_scope)"),
  BASE_MISSING("failed to resolve source metadata for (\\S+?): .*not found"),
  DISK_FULL("no space left on device"),
  NO_SESSION("no active session|session .* not found"),
  OTHER("");

  private final Pattern words;

  Symptom(String regex) {
    this.words = Pattern.compile(regex, Pattern.DOTALL);
  }

  static Symptom of(String description) {
    for (Symptom symptom : values()) {
      if (symptom.words.matcher(description).find()) {
        return symptom;
      }
    }
    return OTHER;
  }

  /**
   * The group of the words that names what it is about; the description itself if there is none.
   */
  String subject(String description) {
    Matcher matcher = words.matcher(description);
    boolean named = matcher.find() && matcher.groupCount() > 0;
    return named ? matcher.group(matcher.groupCount()) : description;
  }
}
