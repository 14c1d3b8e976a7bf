package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.Secret;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the server listens.
 *
 * @param address host and port; port 0 takes a free one
 * @param adminToken creates organizations and tokens; null refuses those requests
 * @param monitoring counts requests and answers {@code /metrics}; null for neither
 * @param openMetrics whether everybody may read the metrics, or only the administrator
 */
public record HttpSettings(
    InetSocketAddress address,
    @Nullable Secret adminToken,
    @Nullable Monitoring monitoring,
    boolean openMetrics) {
  public HttpSettings {
    Objects.requireNonNull(address, "address");
  }

  /** Without metrics. */
  public HttpSettings(InetSocketAddress address, @Nullable Secret adminToken) {
    this(address, adminToken, null, false);
  }
}
