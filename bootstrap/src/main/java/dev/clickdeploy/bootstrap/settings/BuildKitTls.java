package dev.clickdeploy.bootstrap.settings;

import dev.clickdeploy.adapter.buildkit.transport.Tls;
import dev.clickdeploy.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the TCP ports of BuildKit daemons are trusted and know us: a file each, or a directory with
 * {@code ca.pem}, {@code cert.pem} and {@code key.pem}, as Docker's own {@code DOCKER_CERT_PATH}
 * has it.
 */
final class BuildKitTls {
  static final String CERTIFICATES = "CLICKDEPLOY_BUILDKIT_CERTIFICATES";
  private static final String CA = "CLICKDEPLOY_BUILDKIT_CA";
  private static final String CERTIFICATE = "CLICKDEPLOY_BUILDKIT_CERTIFICATE";
  private static final String KEY = "CLICKDEPLOY_BUILDKIT_KEY";
  private static final String SERVER_NAME = "CLICKDEPLOY_BUILDKIT_SERVER_NAME";

  private final Values values;

  private BuildKitTls(Values values) {
    this.values = values;
  }

  /** Empty when nothing asks for TLS. */
  static Optional<Tls> of(Values values) {
    return given(values).isEmpty() ? Optional.empty() : Optional.of(new BuildKitTls(values).read());
  }

  /** The variables that ask for TLS. */
  static String given(Values values) {
    return List.of(CERTIFICATES, CA, CERTIFICATE, KEY, SERVER_NAME).stream()
        .filter(name -> values.text(name).isPresent())
        .collect(Collectors.joining(" and "));
  }

  private Tls read() {
    Optional<String> ca = pem(CA, "ca.pem");
    Optional<String> certificate = pem(CERTIFICATE, "cert.pem");
    Optional<String> key = pem(KEY, "key.pem");
    if (certificate.isPresent() != key.isPresent()) {
      throw new SettingException(
          "%s and %s come together: give both, or neither".formatted(CERTIFICATE, KEY));
    }
    return new Tls(
        ca.orElse(null),
        certificate.orElse(null),
        key.map(Secret::of).orElse(null),
        values.text(SERVER_NAME).orElse(null));
  }

  private Optional<String> pem(String name, String inDirectory) {
    return values
        .text(name)
        .map(file -> text(name, Path.of(file)))
        .or(
            () ->
                values
                    .text(CERTIFICATES)
                    .map(directory -> text(CERTIFICATES, Path.of(directory, inDirectory))));
  }

  private static String text(String name, Path file) {
    try {
      String text = Files.readString(file);
      if (text.contains("-----BEGIN ")) {
        return text;
      }
    } catch (IOException e) {
      throw wrong(name, file, "cannot be read");
    }
    throw wrong(name, file, "is no PEM");
  }

  private static SettingException wrong(String name, Path file, String what) {
    return new SettingException(
        "%s: %s %s; give %s"
            .formatted(
                name,
                file,
                what,
                name.equals(CERTIFICATES)
                    ? "a directory with ca.pem, cert.pem and key.pem"
                    : "a file of the form -----BEGIN …"));
  }
}
