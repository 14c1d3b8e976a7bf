package dev.clickdeploy.adapter.registry.http;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What is trusted on the way to a registry.
 *
 * @param authorities certificates that may sign the registry's, besides those that the Java runtime
 *     trusts: layers may lie at a storage service of the public internet
 * @param allowHttp whether a registry on another machine may be spoken to over plain HTTP, password
 *     and all
 */
public record RegistryTrust(List<X509Certificate> authorities, boolean allowHttp) {
  /** The certificates that the Java runtime trusts, and plain HTTP within this machine only. */
  public static final RegistryTrust USUAL = new RegistryTrust(List.of(), false);

  public RegistryTrust {
    authorities = List.copyOf(authorities);
  }

  /**
   * The usual trust and what these say.
   *
   * @param pem certificates of the form {@code -----BEGIN CERTIFICATE-----}; null for none
   * @throws IllegalArgumentException saying what the text is instead, without repeating it
   */
  public static RegistryTrust of(@Nullable String pem, boolean allowHttp) {
    return new RegistryTrust(pem == null ? List.of() : certificates(pem), allowHttp);
  }

  private static List<X509Certificate> certificates(String pem) {
    if (pem.contains("PRIVATE KEY-----")) {
      throw new IllegalArgumentException(
          "holds a private key; give the authority's certificate alone");
    }
    if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
      throw new IllegalArgumentException(
          "holds no certificate of the form -----BEGIN CERTIFICATE-----");
    }
    try {
      byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(bytes))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      throw new IllegalArgumentException("holds a certificate that cannot be read", e);
    }
  }

  /** TLS by this trust; empty where the Java runtime's own is meant. */
  public Optional<SSLContext> tls() {
    return authorities.isEmpty()
        ? Optional.empty()
        : Optional.of(TlsContexts.trusting(authorities));
  }
}
