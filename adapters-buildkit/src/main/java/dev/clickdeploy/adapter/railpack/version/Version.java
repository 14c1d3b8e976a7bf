package dev.clickdeploy.adapter.railpack.version;

import java.util.Comparator;

/** A release: major, minor, patch. */
public record Version(int major, int minor, int patch) implements Comparable<Version> {
  public static final Version ZERO = new Version(0, 0, 0);
  private static final Comparator<Version> ORDER =
      Comparator.comparingInt(Version::major)
          .thenComparingInt(Version::minor)
          .thenComparingInt(Version::patch);

  /** The first release after all that share this one's first {@code parts} numbers. */
  public Version next(int parts) {
    return switch (parts) {
      case 0 -> new Version(Integer.MAX_VALUE, 0, 0);
      case 1 -> new Version(major + 1, 0, 0);
      case 2 -> new Version(major, minor + 1, 0);
      default -> new Version(major, minor, patch + 1);
    };
  }

  static Version max(Version a, Version b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  static Version min(Version a, Version b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }
}
