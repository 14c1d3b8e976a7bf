package dev.clickdeploy.adapter.registry.http;

import java.io.IOException;
import java.util.regex.Pattern;

/** What goes wrong with TLS, told apart by the words of the JDK's TLS. */
enum TlsRefusal {
  UNTRUSTED(
      "unable to find valid certification path|PKIX path building|signature check failed",
      "its certificate is signed by no authority that is trusted here",
      "set REGISTRY_CA to a file with the certificate of the authority that signed the registry's"),
  OTHER_NAME(
      "No subject alternative|No name matching",
      "its certificate is for another host name",
      "write REGISTRY_URL with the name that is in the registry's certificate"),
  EXPIRED(
      "NotAfter|NotBefore|validity check failed|certificate_expired",
      "its certificate has expired, or is not yet valid",
      "renew the registry's certificate, and check this machine's clock"),
  NO_TLS(
      "(?i)unrecognized SSL message|not an SSL/TLS record",
      "it does not speak TLS",
      "give the registry a certificate; or, where the network in between is trusted, write"
          + " REGISTRY_URL with http:// and set REGISTRY_ALLOW_HTTP=true"),
  OTHER(
      "",
      "",
      "check REGISTRY_URL, and set REGISTRY_CA to a file with the certificate of the authority that"
          + " signed the registry's");

  private final Pattern words;
  private final String inWords;
  private final String mend;

  TlsRefusal(String regex, String inWords, String mend) {
    this.words = Pattern.compile(regex);
    this.inWords = inWords;
    this.mend = mend;
  }

  /** The first that fits what went wrong. */
  static TlsRefusal of(IOException error) {
    StringBuilder said = new StringBuilder();
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      said.append(cause.getMessage()).append('\n');
    }
    for (TlsRefusal refusal : values()) {
      if (refusal.words.matcher(said).find()) {
        return refusal;
      }
    }
    return OTHER;
  }

  /** In our words where we have some. */
  String inWords(String reason) {
    return inWords.isEmpty() ? reason : inWords;
  }

  String mend() {
    return mend;
  }
}
