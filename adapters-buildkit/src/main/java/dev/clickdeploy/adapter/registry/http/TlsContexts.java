package dev.clickdeploy.adapter.registry.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Makes the JDK's TLS settings. */
final class TlsContexts {
  private TlsContexts() {}

  /** Trusts these besides what the Java runtime trusts. */
  static SSLContext trusting(List<X509Certificate> authorities) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(store(anchors(authorities))), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every JDK has TLS and a store in memory", e);
    }
  }

  /** All that are trusted then. */
  static List<X509Certificate> anchors(List<X509Certificate> authorities)
      throws GeneralSecurityException {
    List<X509Certificate> all = new ArrayList<>(authorities);
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager usual) {
        all.addAll(List.of(usual.getAcceptedIssuers()));
      }
    }
    return all;
  }

  private static TrustManager[] managers(@Nullable KeyStore trusted)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private static KeyStore store(List<X509Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (X509Certificate certificate : certificates) {
      store.setCertificateEntry("trusted-" + store.size(), certificate);
    }
    return store;
  }
}
