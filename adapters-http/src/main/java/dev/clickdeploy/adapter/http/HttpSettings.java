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
 * @param rate of each token's requests
 * @param monitoring counts requests and answers {@code /metrics}; null for neither
 * @param openMetrics whether everybody may read the metrics, or only the administrator
 */
public record HttpSettings(
    InetSocketAddress address,
    @Nullable Secret adminToken,
    RateLimit rate,
    @Nullable Monitoring monitoring,
    boolean openMetrics) {
  public HttpSettings {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(rate, "rate");
  }

  /** With the usual rate, without metrics. */
  public HttpSettings(InetSocketAddress address, @Nullable Secret adminToken) {
    this(address, adminToken, RateLimit.DEFAULT, null, false);
  }
}
