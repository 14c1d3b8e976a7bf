package dev.clickdeploy.adapter.buildkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;

/** A certificate authority for tests (RFC 5280), with keys of its own each time. */
public final class TestAuthority {
  private static final char[] NO_PASSWORD = new char[0];
  private static final byte[] ECDSA_WITH_SHA256 = hex("300a06082a8648ce3d040302");
  private static final byte[] IS_AUTHORITY = hex("300f0603551d130101ff040530030101ff");

  /** DNS localhost, IP 127.0.0.1. */
  private static final byte[] FOR_LOCALHOST =
      hex("301a0603551d1104133011820" + "96c6f63616c686f737487047f000001");

  private final KeyPair keys = keys();
  private final Certificate certificate = certificate("CN=authority", keys, IS_AUTHORITY);

  /** A certificate of this authority with its key. */
  public record Identity(Certificate certificate, KeyPair keys) {
    public String certificatePem() throws Exception {
      return pem("CERTIFICATE", certificate.getEncoded());
    }

    public String keyPem() {
      return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
    }
  }

  public String pem() throws Exception {
    return pem("CERTIFICATE", certificate.getEncoded());
  }

  public Identity identity(String name) {
    KeyPair own = keys();
    return new Identity(certificate("CN=" + name, own, FOR_LOCALHOST), own);
  }

  /** What a server with a certificate of this authority needs; it trusts this authority only. */
  public SSLContext server() throws Exception {
    return server(identity("server"));
  }

  /** The same for a server with this certificate. */
  public SSLContext server(Identity identity) throws Exception {
    KeyStore own = empty();
    own.setKeyEntry(
        "own", identity.keys.getPrivate(), NO_PASSWORD, new Certificate[] {identity.certificate});
    KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
    keyManagers.init(own, NO_PASSWORD);
    KeyStore trusted = empty();
    trusted.setCertificateEntry("authority", certificate);
    TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
    trustManagers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    return context;
  }

  private static KeyStore empty() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Certificate certificate(String subject, KeyPair of, byte[] extension) {
    try {
      byte[] signed =
          der(
              0x30,
              der(0xa0, hex("020102")),
              der(0x02, new BigInteger(64, new java.util.Random()).toByteArray()),
              ECDSA_WITH_SHA256,
              new X500Principal("CN=authority").getEncoded(),
              der(
                  0x30,
                  time(Instant.now().minusSeconds(3600)),
                  time(Instant.now().plusSeconds(86400))),
              new X500Principal(subject).getEncoded(),
              of.getPublic().getEncoded(),
              der(0xa3, der(0x30, extension)));
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(signed);
      byte[] whole =
          der(0x30, signed, ECDSA_WITH_SHA256, der(0x03, new byte[] {0}, signature.sign()));
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(whole));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] time(Instant at) {
    String text =
        DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC).format(at);
    return der(0x17, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(tag);
    int length = content.size();
    if (length > 255) {
      whole.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
    } else if (length > 127) {
      whole.writeBytes(new byte[] {(byte) 0x81, (byte) length});
    } else {
      whole.write(length);
    }
    whole.writeBytes(content.toByteArray());
    return whole.toByteArray();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), type);
  }
}
