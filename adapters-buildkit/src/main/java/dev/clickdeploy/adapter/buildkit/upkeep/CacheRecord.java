package dev.clickdeploy.adapter.buildkit.upkeep;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a daemon keeps for later builds.
 *
 * @param endpoint the daemon's address
 * @param type {@code regular}, {@code source.local}, {@code exec.cachemount} …
 * @param size bytes that it alone occupies
 * @param inUse whether a build uses it now; such a record is never pruned
 * @param lastUsed null when it was not used since it was made
 * @param uses how often it was used since
 */
public record CacheRecord(
    String endpoint,
    String id,
    String type,
    String description,
    long size,
    boolean inUse,
    boolean shared,
    Instant createdAt,
    @Nullable Instant lastUsed,
    int uses) {
  /** When a build used it last, if one has. */
  public Optional<Instant> lastUsedAt() {
    return Optional.ofNullable(lastUsed);
  }
}
