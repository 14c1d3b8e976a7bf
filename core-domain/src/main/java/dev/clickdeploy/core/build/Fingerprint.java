package dev.clickdeploy.core.build;

import dev.clickdeploy.model.image.ImageDigest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One digest of several texts, which no other texts have. */
final class Fingerprint {
  private final StringBuilder text = new StringBuilder();

  /** With its length before it, so that no two lists of parts read the same. */
  Fingerprint add(@Nullable Object part) {
    String written = part == null ? "" : part.toString();
    text.append(part == null ? "-" : String.valueOf(written.length())).append(':').append(written);
    return this;
  }

  /** In this order, with their number. */
  Fingerprint add(List<?> parts) {
    add(String.valueOf(parts.size()));
    parts.forEach(part -> add(part));
    return this;
  }

  /** In the order of the names, with their number. */
  Fingerprint add(Map<String, String> values) {
    add(String.valueOf(values.size()));
    new TreeMap<>(values).forEach((name, value) -> add(name).add(value));
    return this;
  }

  ImageDigest digest() {
    return ImageDigest.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
