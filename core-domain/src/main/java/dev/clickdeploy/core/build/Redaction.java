package dev.clickdeploy.core.build;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.SourceExcerpt;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.service.BuildInputs;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.Credential;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Blots out secrets in texts that people read, plain, URL-encoded and in Base64. */
final class Redaction {
  /** Shorter texts are found everywhere; blotting them out would tell more than it hides. */
  private static final int SHORTEST = Blots.SHORTEST;

  /** Shorter variables are words that are found everywhere, such as {@code production}. */
  private static final int SHORTEST_VARIABLE = 16;

  /** Of the first and last line of every key: no secret, and of use to those who look for one. */
  private static final String FRAME = "-----";

  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

  private final Set<String> forms;
  private volatile Blots blots;

  private Redaction(Set<String> forms) {
    this.forms = forms;
    this.blots = new Blots(forms);
  }

  static Redaction of(
      ServiceSecrets secrets, BuildInputs inputs, Collection<RegistryLogin> logins) {
    Set<String> forms = new LinkedHashSet<>();
    add(forms, secrets.webhookSecret());
    secrets.credential().ifPresent(credential -> add(forms, credential));
    inputs.secretValues().values().forEach(secret -> add(forms, secret, SHORTEST));
    inputs.variables().values().forEach(value -> add(forms, value, SHORTEST_VARIABLE));
    inputs.registryCredential().ifPresent(credential -> add(forms, credential.password()));
    for (RegistryLogin login : logins) {
      add(forms, login.password());
    }
    return new Redaction(forms);
  }

  /** Blots out these passwords too from now on. */
  synchronized void add(Collection<RegistryLogin> logins) {
    int before = forms.size();
    for (RegistryLogin login : logins) {
      add(forms, login.password());
    }
    if (forms.size() > before) {
      blots = new Blots(forms);
    }
  }

  private static void add(Set<String> forms, Credential credential) {
    switch (credential) {
      case Credential.Token token -> add(forms, token.value());
      case Credential.DeployKey key -> add(forms, key.privateKey());
    }
  }

  private static void add(Set<String> forms, Secret secret) {
    add(forms, secret, SHORTEST);
  }

  private static void add(Set<String> forms, Secret secret, int shortest) {
    for (String line : secret.reveal().lines().toList()) {
      if (line.length() >= shortest && !line.startsWith(FRAME)) {
        forms.add(line);
        addUrlEncoded(forms, URLEncoder.encode(line, StandardCharsets.UTF_8));
        addBase64(forms, line.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /**
   * Programs differ in what they escape: HTML forms (as the argument is), RFC 3986, and
   * JavaScript's encodeURIComponent.
   */
  private static void addUrlEncoded(Set<String> forms, String encoded) {
    String rfc = encoded.replace("%7E", "~").replace("*", "%2A");
    String component =
        encoded
            .replace("%7E", "~")
            .replace("%21", "!")
            .replace("%27", "'")
            .replace("%28", "(")
            .replace("%29", ")");
    for (String style : List.of(encoded, rfc, component)) {
      for (String space : List.of("+", "%20")) {
        String spaced = style.replace("+", space);
        forms.add(spaced);
        forms.add(ESCAPE.matcher(spaced).replaceAll(e -> e.group().toLowerCase(Locale.ROOT)));
      }
    }
  }

  /**
   * Base64 of a longer text that contains the secret, such as user:password, depends on where the
   * secret begins in it: three forms, each without the characters that its neighbours share in.
   */
  private static void addBase64(Set<String> forms, byte[] secret) {
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = new byte[shift + secret.length];
      System.arraycopy(secret, 0, shifted, shift, secret.length);
      int from = (shift * 8 + 5) / 6;
      int to = shifted.length * 8 / 6;
      if (to - from >= SHORTEST) {
        String standard = Base64.getEncoder().encodeToString(shifted).substring(from, to);
        forms.add(standard);
        forms.add(standard.replace('+', '-').replace('/', '_'));
      }
    }
  }

  String of(String text) {
    return blots.blotOut(text);
  }

  Failure of(Failure failure) {
    return new Failure(
        failure.type(),
        of(failure.message()),
        failure.mend() == null ? null : of(failure.mend()),
        failure.lastLines().stream().map(line -> LogLine.cut(of(line))).toList(),
        failure.source().map(this::of).orElse(null));
  }

  private SourceExcerpt of(SourceExcerpt excerpt) {
    return new SourceExcerpt(excerpt.file(), excerpt.line(), of(excerpt.text()));
  }
}
