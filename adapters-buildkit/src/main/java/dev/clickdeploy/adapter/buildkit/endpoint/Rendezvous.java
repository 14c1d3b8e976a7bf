package dev.clickdeploy.adapter.buildkit.endpoint;

import dev.clickdeploy.model.image.ImageDigest;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Rendezvous hashing (Thaler and Ravishankar, 1998): every key has an order of its own over all
 * places, and one that comes or goes moves only the keys that belong to it.
 */
final class Rendezvous {
  private Rendezvous() {}

  /** The places in the key's order. */
  static <T> List<T> ranked(List<T> places, Function<T, String> name, String key) {
    return places.stream()
        .sorted(Comparator.comparing(place -> weight(name.apply(place), key)))
        .toList();
  }

  private static String weight(String name, String key) {
    return ImageDigest.of((name + "\0" + key).getBytes(StandardCharsets.UTF_8)).value();
  }
}
