package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.port.out.PortException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Which repositories may be fetched.
 *
 * @param allowLocal whether this machine may be fetched from: {@code file:}, loopback and
 *     link-local addresses, also when a name resolves to one
 * @param allowedHosts the only hosts to fetch from, without port; empty for any
 */
public record GitPolicy(boolean allowLocal, List<String> allowedHosts) {
  /** Every host but this machine. */
  public static final GitPolicy REMOTE = new GitPolicy(false, List.of());

  /** Every host and this machine: for tests, demos and machines without tenants. */
  public static final GitPolicy REMOTE_AND_LOCAL = new GitPolicy(true, List.of());

  public GitPolicy {
    allowedHosts =
        allowedHosts.stream().map(host -> host.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * Refuses what can be told from the URL alone, without the network.
   *
   * @throws PortException of class SOURCE for a scheme, a host or a place that is not fetched from
   */
  public void check(RepositoryUrl url) {
    switch (url.scheme()) {
      case "http", "https", "ssh" -> checkName(url.host());
      case "file" -> checkFile(url);
      default ->
          throw Refusals.source(
              "%s is not fetched: %s:// is not supported".formatted(url, url.scheme()),
              "use the repository's https:// or ssh:// URL");
    }
  }

  private void checkFile(RepositoryUrl url) {
    if (!allowLocal) {
      throw Refusals.source(
          "%s is not fetched: repositories of this machine are not allowed".formatted(url),
          "use the repository's https:// URL, or allow local repositories");
    }
  }

  private void checkName(String host) {
    if (host.isEmpty()) {
      throw Refusals.source("the repository URL has no host", "use https://host/path");
    }
    if (!allowedHosts.isEmpty() && !allowedHosts.contains(host)) {
      throw Refusals.source(
          "nothing is fetched from %s: it is not among the allowed git hosts".formatted(host),
          "use a repository on %s, or allow the host".formatted(String.join(", ", allowedHosts)));
    }
    if (!allowLocal && (host.equals("localhost") || host.endsWith(".localhost"))) {
      throw local(host);
    }
  }

  /**
   * Refuses a host by its name and by the addresses that it has now. Asked before each connection,
   * so that neither a redirect nor a changed name leads to this machine.
   *
   * @throws PortException of class SOURCE when it is not fetched from
   * @throws UnknownHostException when it has no address
   */
  public void checkAddresses(String host) throws UnknownHostException {
    checkName(host.toLowerCase(Locale.ROOT));
    if (allowLocal) {
      return;
    }
    for (InetAddress address : InetAddress.getAllByName(host)) {
      checkAddress(host, address);
    }
  }

  /** Refuses one of a host's addresses. */
  void checkAddress(String host, InetAddress address) {
    boolean local =
        address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isAnyLocalAddress()
            || address.isMulticastAddress();
    if (local && !allowLocal) {
      throw local(host);
    }
  }

  private static PortException local(String host) {
    return Refusals.source(
        "nothing is fetched from %s: it is this machine or its link".formatted(host),
        "use a repository on another host, or allow local repositories");
  }
}
