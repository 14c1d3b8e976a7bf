package dev.clickdeploy.bootstrap.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Looks into the registry without our own adapter. */
public final class RegistryProbe {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACCEPT =
      "application/vnd.oci.image.manifest.v1+json,"
          + " application/vnd.docker.distribution.manifest.v2+json";

  private RegistryProbe() {}

  /** The digest of the manifest's bytes, computed here. */
  static String digest(String reference) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(manifest(reference).body());
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every repository whose name begins so. */
  static List<String> repositories(String registry, String prefix) {
    try {
      JsonNode catalog =
          JSON.readTree(get("http://%s/v2/_catalog?n=10000".formatted(registry)).body());
      List<String> found = new ArrayList<>();
      catalog.path("repositories").forEach(name -> found.add(name.asText()));
      return found.stream().filter(name -> name.startsWith(prefix)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a manifest away, as a registry's clean-up does. */
  static void delete(String reference, String digest) {
    int slash = reference.indexOf('/');
    URI manifest =
        URI.create(
            "http://%s/v2/%s/manifests/%s"
                .formatted(
                    reference.substring(0, slash),
                    reference.substring(slash + 1, reference.lastIndexOf(':')),
                    digest));
    int status = send(HttpRequest.newBuilder(manifest).DELETE()).statusCode();
    if (status != 202) {
      throw new IllegalStateException("deleting %s answered %d".formatted(manifest, status));
    }
  }

  /** The image's configuration. */
  public static JsonNode config(String reference) {
    try {
      JsonNode manifest = JSON.readTree(manifest(reference).body());
      return JSON.readTree(blob(reference, manifest.path("config").path("digest").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every layer unpressed and joined: enough to search for a text. */
  public static String layers(String reference) {
    StringBuilder text = new StringBuilder();
    try {
      for (JsonNode layer : JSON.readTree(manifest(reference).body()).path("layers")) {
        byte[] blob = blob(reference, layer.path("digest").asText());
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(blob))) {
          text.append(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Whether the manifest of this digest is in a reference's repository. */
  static boolean holds(String reference, String digest) {
    String tagged = reference.substring(0, reference.lastIndexOf(':') + 1) + digest;
    int slash = tagged.indexOf('/');
    String repository = tagged.substring(slash + 1, reference.lastIndexOf(':'));
    String host = tagged.substring(0, slash);
    return get("http://%s/v2/%s/manifests/%s".formatted(host, repository, digest)).statusCode()
        == 200;
  }

  private static HttpResponse<byte[]> manifest(String reference) {
    int slash = reference.indexOf('/');
    int colon = reference.lastIndexOf(':');
    return get(
        "http://%s/v2/%s/manifests/%s"
            .formatted(
                reference.substring(0, slash),
                reference.substring(slash + 1, colon),
                reference.substring(colon + 1)));
  }

  private static byte[] blob(String reference, String digest) {
    int slash = reference.indexOf('/');
    int colon = reference.lastIndexOf(':');
    return get("http://%s/v2/%s/blobs/%s"
            .formatted(
                reference.substring(0, slash), reference.substring(slash + 1, colon), digest))
        .body();
  }

  private static HttpResponse<byte[]> get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).header("Accept", ACCEPT));
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
