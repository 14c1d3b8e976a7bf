package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.Texts;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** By what a delivery is known when it comes again, and what is kept of its headers. */
final class DeliveryKey {
  private static final int LONGEST = 200;

  private DeliveryKey() {}

  /** The first of these headers that is there; without any usable one, the body's hash. */
  static String of(Request request, String... headers) {
    return Stream.of(headers)
        .map(request::header)
        .flatMap(Optional::stream)
        .filter(DeliveryKey::isUsable)
        .findFirst()
        .orElseGet(() -> "body:" + hash(request.body()));
  }

  private static boolean isUsable(String key) {
    return key.matches("[!-~]{1," + LONGEST + "}");
  }

  private static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Those of these headers that are there, none longer than 200 characters. */
  static Map<String, String> headers(Request request, List<String> names) {
    Map<String, String> kept = new TreeMap<>();
    for (String name : names) {
      request.header(name).ifPresent(value -> kept.put(name, Texts.cut(value, LONGEST, "…")));
    }
    return kept;
  }
}
