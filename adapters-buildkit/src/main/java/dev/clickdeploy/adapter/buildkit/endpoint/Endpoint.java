package dev.clickdeploy.adapter.buildkit.endpoint;

import dev.clickdeploy.adapter.buildkit.transport.Tls;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A daemon to build with.
 *
 * @param address {@code unix:///path}, {@code tcp://host:port} or {@code docker:///path}
 * @param tls of a TCP port, null for none
 */
public record Endpoint(String address, @Nullable Tls tls) {
  /** A comma that is part of a path is not followed by an address. */
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*(?=[a-z]+://|$)");

  public Endpoint {
    Objects.requireNonNull(address, "address");
  }

  /** A daemon without TLS. */
  public static Endpoint at(String address) {
    return new Endpoint(address, null);
  }

  /** Reads a comma-separated list of addresses. */
  public static List<Endpoint> parse(String addresses, @Nullable Tls tls) {
    return COMMA.splitAsStream(addresses).map(address -> new Endpoint(address, tls)).toList();
  }
}
