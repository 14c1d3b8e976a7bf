package dev.clickdeploy.adapter.http;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What kinds of answer a client takes (RFC 9110, section 12.5.1). */
final class Accept {
  private final List<Range> ranges;

  private Accept(List<Range> ranges) {
    this.ranges = ranges;
  }

  /** A header's value; an absent one takes everything. */
  static Accept of(Optional<String> header) {
    return new Accept(Stream.of(header.orElse("*/*").split(",")).map(Range::of).toList());
  }

  private record Range(String type, double weight) {
    static Range of(String text) {
      String[] parts = text.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*");
      double weight = 1;
      for (String part : parts) {
        if (part.startsWith("q=")) {
          weight = weight(part.substring(2));
        }
      }
      return new Range(parts[0], weight);
    }

    private static double weight(String text) {
      return text.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(text) : 0;
    }

    /** 0 when it does not; the more exactly, the more. */
    int matches(String offered) {
      if (type.equals(offered)) {
        return 3;
      }
      String family = offered.substring(0, offered.indexOf('/') + 1);
      return type.equals(family + "*") ? 2 : type.equals("*/*") ? 1 : 0;
    }
  }

  private record Offer(String type, int exactness, double weight) {}

  /** The offered type that the client likes best; the first one when it takes none of them. */
  String best(List<String> offered) {
    return offered.stream()
        .map(this::offer)
        .filter(offer -> offer.weight() > 0)
        .max(
            Comparator.comparingDouble(Offer::weight)
                .thenComparingInt(Offer::exactness)
                .thenComparingInt(offer -> -offered.indexOf(offer.type())))
        .map(Offer::type)
        .orElse(offered.getFirst());
  }

  private Offer offer(String type) {
    return ranges.stream()
        .map(range -> new Offer(type, range.matches(type), range.weight()))
        .filter(offer -> offer.exactness() > 0)
        .max(Comparator.comparingInt(Offer::exactness))
        .orElse(new Offer(type, 0, 0));
  }
}
