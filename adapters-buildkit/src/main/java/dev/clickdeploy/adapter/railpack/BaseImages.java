package dev.clickdeploy.adapter.railpack;

import java.util.regex.Pattern;

/** Names of Docker's official images below a registry prefix. */
record BaseImages(String prefix) {
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*");

  static BaseImages at(String prefix) {
    String clean = prefix.strip().replaceAll("/+$", "");
    if (!FORM.matcher(clean).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a prefix of base images; host[:port][/path] is, such as docker.io/library"
              .formatted(prefix));
    }
    return new BaseImages(clean);
  }

  /** Node.js on a small Debian: most native npm packages are built for glibc, not for Alpine. */
  String node(int major) {
    return prefix + "/node:" + major + "-slim";
  }

  String caddy() {
    return prefix + "/caddy:2";
  }
}
