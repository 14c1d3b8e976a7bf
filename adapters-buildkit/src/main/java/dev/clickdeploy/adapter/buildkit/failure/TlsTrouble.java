package dev.clickdeploy.adapter.buildkit.failure;

import java.util.Optional;
import java.util.regex.Pattern;

/** What goes wrong with TLS, told apart by the words of the JDK's TLS and of Netty. */
enum TlsTrouble {
  UNTRUSTED(
      "unable to find valid certification path|PKIX path|does not chain with any"
          + "|Signature does not match",
      "its certificate is not signed by a CA that is trusted here",
      "give the certificate of the CA that signed the daemon's"),
  OTHER_NAME(
      "No subject alternative|No name matching",
      "its certificate is for another host name",
      "address the daemon by the name in its certificate, or say which name to expect"),
  EXPIRED(
      "NotAfter|validity check failed|certificate_expired",
      "a certificate has expired",
      "renew the daemon's or the client's certificate"),
  NO_CLIENT_CERTIFICATE(
      "certificate_required|Empty client certificate chain",
      "it demands a client certificate",
      "give a client certificate and its key that the daemon's CA has signed"),
  CLIENT_REFUSED(
      "bad_certificate|certificate_unknown|unknown_ca|access_denied",
      "it does not accept the client certificate, or demands one that was not given",
      "give a client certificate and its key that the daemon's CA has signed"),
  NO_TLS(
      "not an SSL/TLS record",
      "it does not speak TLS",
      "connect without TLS, or give the daemon a certificate"),
  /** A TLS alert, where an HTTP/2 frame was expected. */
  TLS_EXPECTED(
      "First received frame was not SETTINGS\\. Hex dump for first 5 bytes: 1503",
      "it speaks TLS",
      "give the CA of the daemon's certificate");

  private final Pattern words;
  private final String inWords;
  private final String mend;

  TlsTrouble(String regex, String inWords, String mend) {
    this.words = Pattern.compile(regex);
    this.inWords = inWords;
    this.mend = mend;
  }

  /** The trouble that this reason tells of. */
  static Optional<TlsTrouble> of(String reason) {
    for (TlsTrouble trouble : values()) {
      if (trouble.words.matcher(reason).find()) {
        return Optional.of(trouble);
      }
    }
    return Optional.empty();
  }

  String inWords() {
    return inWords;
  }

  String mend() {
    return mend;
  }
}
