package dev.clickdeploy.core.tenant;

import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.TokenHash;
import dev.clickdeploy.port.out.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were looked up a moment ago, so that requests do not wait for the database. What is
 * known of a token is never older than a second; after half of it one request asks anew while the
 * others go on. Those that are used least recently are forgotten first. Thread-safe.
 */
public final class KnownTokens {
  private static final Duration GOOD_FOR = Duration.ofSeconds(1);
  private static final Duration ASKED_ANEW_AFTER = Duration.ofMillis(500);
  private static final int MOST = 10_000;

  private final TokenStore store;
  private final InstantSource clock;
  private final int most;
  private final Map<TokenHash, Known> known = new LinkedHashMap<>(16, 0.75f, true);
  private long forgettings;

  /** Knows what this store tells. */
  public KnownTokens(TokenStore store, InstantSource clock) {
    this(store, clock, MOST);
  }

  /** Knows at most so many. */
  KnownTokens(TokenStore store, InstantSource clock, int most) {
    this.store = store;
    this.clock = clock;
    this.most = most;
  }

  /** What was told of a token when it was asked for. */
  private record Known(AccessToken token, Instant askedAt, ReentrantLock asking) {
    /** A clock that was set back makes nothing good. */
    boolean isWithin(Duration age, Instant now) {
      return !now.isBefore(askedAt) && now.isBefore(askedAt.plus(age));
    }
  }

  /** The token with this hash, expired or not. */
  Optional<AccessToken> find(TokenHash hash) {
    Known found = recall(hash);
    if (found == null) {
      return ask(hash, new ReentrantLock());
    }
    Instant now = clock.instant();
    if (found.isWithin(ASKED_ANEW_AFTER, now)) {
      return Optional.of(found.token());
    }
    return found.isWithin(GOOD_FOR, now) ? perhapsAnew(found) : anew(found);
  }

  private Optional<AccessToken> perhapsAnew(Known found) {
    if (!found.asking().tryLock()) {
      return Optional.of(found.token());
    }
    try {
      return ask(found.token().hash(), found.asking());
    } finally {
      found.asking().unlock();
    }
  }

  /** Of those who wait, one asks. */
  private Optional<AccessToken> anew(Known found) {
    TokenHash hash = found.token().hash();
    found.asking().lock();
    try {
      Known now = recall(hash);
      return now != null && now.isWithin(GOOD_FOR, clock.instant())
          ? Optional.of(now.token())
          : ask(hash, found.asking());
    } finally {
      found.asking().unlock();
    }
  }

  private Optional<AccessToken> ask(TokenHash hash, ReentrantLock asking) {
    Instant askedAt = clock.instant();
    long before = forgettings();
    Optional<AccessToken> told = store.find(hash);
    keep(hash, told.map(token -> new Known(token, askedAt, asking)).orElse(null), before);
    return told;
  }

  /** Whether something is remembered of it, however old. */
  synchronized boolean has(TokenHash hash) {
    return known.containsKey(hash);
  }

  /** Forgets some at once: the next request with one of them asks the store. */
  synchronized void forget(Predicate<AccessToken> which) {
    forgettings++;
    known.values().removeIf(each -> which.test(each.token()));
  }

  private synchronized long forgettings() {
    return forgettings;
  }

  private synchronized @Nullable Known recall(TokenHash hash) {
    return known.get(hash);
  }

  /** What was told before something was forgotten may be what was to be forgotten. */
  private synchronized void keep(TokenHash hash, @Nullable Known now, long before) {
    if (now == null) {
      known.remove(hash);
    } else if (before == forgettings) {
      known.put(hash, now);
      if (known.size() > most) {
        known.remove(known.keySet().iterator().next());
      }
    }
  }
}
