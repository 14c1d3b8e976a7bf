package dev.clickdeploy.bootstrap.access;

/**
 * How a route is asked for, and what it answers whoever may.
 *
 * @param route method and path template, below the API if it is there
 * @param body {@code {unique}} in it becomes a text that was never there, and the subject's ids
 *     stand under their names
 */
record Row(String route, Subject subject, String body, int success, Reach reach) {
  /** Whose tokens a route is for, besides their role. */
  enum Reach {
    /** Those of an organization, and of the project that has the subject. */
    PROJECT,
    /** Those of an organization only. */
    ORGANIZATION
  }

  /** A route that takes no body. */
  static Row at(String route, Subject subject, int success) {
    return at(route, subject, "", success);
  }

  /** A route that takes JSON. */
  static Row at(String route, Subject subject, String body, int success) {
    return new Row(route, subject, body, success, Reach.PROJECT);
  }

  /** The same for tokens of a whole organization only. */
  Row forOrganizations() {
    return new Row(route, subject, body, success, Reach.ORGANIZATION);
  }

  String method() {
    return route.substring(0, route.indexOf(' '));
  }
}
