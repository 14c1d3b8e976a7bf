package dev.clickdeploy.model.job;

import java.util.regex.Pattern;

/** What sort of work a job is; workers take only the kinds they have a handler for. */
public record JobKind(String value) {
  // before the constants, which are checked by it
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,49}");

  /** Turns a deployment into an image. */
  public static final JobKind BUILD = new JobKind("build");

  /** Makes an image that is there its service's current one. */
  public static final JobKind DEPLOY = new JobKind("deploy");

  /** Finds out whether a push changed what a service watches. */
  public static final JobKind PUSH = new JobKind("push");

  /** Tells a git host what became of a commit. */
  public static final JobKind STATUS = new JobKind("status");

  /** Whether its jobs do the work of deployments, with which they begin and end. */
  public boolean isOfDeployments() {
    return equals(BUILD) || equals(DEPLOY);
  }

  public JobKind {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'" + value + "' is not a job kind: 1 to 50 lower-case letters, digits and hyphens");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
