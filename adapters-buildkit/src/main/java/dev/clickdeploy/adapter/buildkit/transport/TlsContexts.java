package dev.clickdeploy.adapter.buildkit.transport;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;

/** Makes gRPC's TLS settings, with the JDK's own TLS: its errors say what is wrong. */
final class TlsContexts {
  private TlsContexts() {}

  /**
   * Settings for a client.
   *
   * @throws IllegalArgumentException naming the part that cannot be read
   */
  static SslContext of(Tls tls) {
    SslContextBuilder builder =
        GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK);
    if (tls.authorities() != null) {
      String authorities = tls.authorities();
      reading(
          "the CA certificate",
          "PEM of the form -----BEGIN CERTIFICATE-----",
          () -> builder.trustManager(stream(authorities)));
    }
    if (tls.certificates() != null && tls.key() != null) {
      String certificates = tls.certificates();
      String key = tls.key().reveal();
      reading(
          "the client certificate or its key",
          "PEM, the key as PKCS#8 without a passphrase (-----BEGIN PRIVATE KEY-----; 'openssl pkcs8"
              + " -topk8 -nocrypt' makes it so)",
          () -> builder.keyManager(stream(certificates), stream(key)));
    }
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private static InputStream stream(String pem) {
    return new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
  }

  /** What the reader says of a key that it cannot read may hold some of it. */
  private static void reading(String what, String form, Runnable read) {
    try {
      read.run();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(what + " cannot be read; it must be " + form);
    }
  }
}
