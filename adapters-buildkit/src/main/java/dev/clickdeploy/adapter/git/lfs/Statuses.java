package dev.clickdeploy.adapter.git.lfs;

import dev.clickdeploy.adapter.git.lfs.LfsException.Reason;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** What the statuses of LFS servers and of their stores mean. */
final class Statuses {
  private Statuses() {}

  static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  /** Throws unless the answer is a good one. */
  static void check(HttpURLConnection connection, URI url, String who)
      throws IOException, LfsException {
    int status = connection.getResponseCode();
    if (status == 200) {
      return;
    }
    // without its query, which may be a signature
    String where = url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    if (status == 401 || status == 403) {
      throw new LfsException(
          Reason.DENIED, "%s does not let us in at %s (%d)".formatted(who, where, status), null);
    }
    if (status == 429 || status >= 500) {
      throw new LfsException(
          Reason.TROUBLE, "%s answered %d at %s".formatted(who, status, where), null);
    }
    throw new LfsException(
        Reason.MISSING, "%s answered %d at %s".formatted(who, status, where), null);
  }
}
