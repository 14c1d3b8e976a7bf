package dev.clickdeploy.core.build;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds many texts in another one in a single pass, however many they are: a service may have a
 * hundred secrets of many lines, each in a dozen forms, and a build may print millions of lines.
 */
final class Blots {
  private static final String BLOT = "[secret]";
  private static final int SLOTS = 1 << 12;

  /** How many characters every text begins with that is looked for. */
  static final int SHORTEST = 4;

  /** By the first characters, the longest first. */
  private final List<List<String>> byBeginning;

  Blots(Collection<String> texts) {
    var slots =
        texts.stream()
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .collect(Collectors.groupingBy(text -> slot(text, 0)));
    byBeginning =
        IntStream.range(0, SLOTS)
            .mapToObj(slot -> List.copyOf(slots.getOrDefault(slot, List.of())))
            .toList();
  }

  private static int slot(String text, int at) {
    int hash = 0;
    for (int i = at; i < at + SHORTEST; i++) {
      hash = hash * 31 + text.charAt(i);
    }
    return hash & (SLOTS - 1);
  }

  /**
   * The text with a blot in the place of everything that is looked for, also where that overlaps.
   */
  String blotOut(String text) {
    int[] ends = ends(text);
    if (Arrays.stream(ends).allMatch(end -> end == 0)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      if (ends[at] == 0) {
        clean.append(text.charAt(at++));
      } else {
        int end = ends[at];
        while (++at < end) {
          end = Math.max(end, ends[at]);
        }
        clean.append(BLOT);
      }
    }
    return clean.toString();
  }

  /** For each place the end of the longest text that begins there; 0 for none. */
  private int[] ends(String text) {
    int[] ends = new int[text.length()];
    for (int at = 0; at + SHORTEST <= text.length(); at++) {
      for (String wanted : byBeginning.get(slot(text, at))) {
        if (text.startsWith(wanted, at)) {
          ends[at] = at + wanted.length();
          break;
        }
      }
    }
    return ends;
  }
}
