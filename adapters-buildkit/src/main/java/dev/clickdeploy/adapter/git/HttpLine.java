package dev.clickdeploy.adapter.git;

import dev.clickdeploy.port.out.PortException;
import java.util.Optional;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;

/** HTTP or HTTPS, where a status says what is wrong. */
record HttpLine(Remote remote, HostConnections http) implements Line {
  private static final String TOKEN_MEND =
      "give the service a git token that may read the repository";

  @Override
  public void prepare(Transport transport) {
    if (transport instanceof TransportHttp overHttp) {
      overHttp.setHttpConnectionFactory(http);
    }
  }

  @Override
  public boolean speaksV2() {
    return http.announcement().isOfVersion2();
  }

  @Override
  public boolean wasAnswered(Throwable thrown) {
    return TransportFailures.isOnlySpoken(thrown) && http.lastStatus() == 200;
  }

  @Override
  public Optional<PortException> failure(Throwable thrown) {
    if (http.announcement().isOfSha256()) {
      return Optional.of(Refusals.sha256(remote.url().value()));
    }
    int status = http.lastStatus();
    return status >= 300 ? Optional.of(answered(status, thrown)) : Optional.empty();
  }

  private PortException answered(int status, Throwable thrown) {
    if (status == 401 || status == 403) {
      return denied(status, thrown);
    }
    if (status == 404 || status == 410) {
      return Refusals.source(
          "there is no repository %s, or it is private (%d)".formatted(remote.url(), status),
          "check the URL; for a private repository " + TOKEN_MEND,
          thrown);
    }
    if (status == 429 || status >= 500) {
      return Refusals.infrastructure(
          "%s answered %d for %s".formatted(remote.host(), status, remote.url()),
          "try again later",
          thrown);
    }
    return Refusals.source(
        "%s answered %d for %s".formatted(remote.host(), status, remote.url()),
        status < 400
            ? "use the URL to which the host redirects"
            : "check the repository's URL and its token",
        thrown);
  }

  private PortException denied(int status, Throwable thrown) {
    String url = remote.url().value();
    if (http.withheldToken()) {
      return Refusals.source(
          "%s redirects to another host, where its token is not sent (%d)".formatted(url, status),
          "use the URL to which the host redirects, with a token for it",
          thrown);
    }
    String message =
        remote.hasToken()
            ? "%s does not open with the token that was given (%d)"
            : "%s does not open without a token (%d)";
    return Refusals.source(message.formatted(url, status), TOKEN_MEND, thrown);
  }
}
