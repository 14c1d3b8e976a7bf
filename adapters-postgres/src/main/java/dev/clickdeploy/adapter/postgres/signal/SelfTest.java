package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.adapter.postgres.sql.Database;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A signal to oneself, the way that others send theirs: listening may look well and yet hear
 * nothing, as it does behind a transaction pooler.
 */
final class SelfTest {
  private static final Logger LOG = LoggerFactory.getLogger(SelfTest.class);

  private final Database database;
  private final String channel;
  private final Duration within;
  private final Duration again;
  private String payload = "";
  private boolean passed;
  private boolean failed;
  private volatile @Nullable Long sent;
  private long begun;

  SelfTest(Database database, String channel, Duration within, Duration again) {
    this.database = database;
    this.channel = channel;
    this.within = within;
    this.again = again;
    begin();
  }

  /** Sent beside the listening, because a pool that is used up keeps its callers waiting. */
  private void begin() {
    payload = Notify.TEST + UUID.randomUUID();
    passed = false;
    failed = false;
    sent = null;
    begun = System.nanoTime();
    String sending = payload;
    Thread.ofVirtual().name("clickdeploy-signals-test").start(() -> send(sending));
  }

  private void send(String sending) {
    try {
      database.run(
          "testing signals",
          connection -> {
            Notify.send(connection, channel, List.of(sending));
            return sending;
          });
      sent = System.nanoTime();
    } catch (RuntimeException e) {
      LOG.debug("channel={} could not be tested", channel, e);
    }
  }

  /** What was heard lately; true when the signal is among it. */
  boolean passes(List<String> payloads) {
    boolean passes = !passed && payloads.contains(payload);
    passed |= passes;
    return passes;
  }

  /** True once when the signal was sent and not heard in time; it is sent again after a while. */
  boolean fails() {
    Long at = sent;
    boolean fails = !passed && !failed && at != null && isOver(at, within);
    if (!passed && (failed || at == null) && isOver(begun, again)) {
      begin();
    }
    failed |= fails;
    return fails;
  }

  private static boolean isOver(long since, Duration time) {
    return System.nanoTime() - since >= time.toNanos();
  }

  /** How long to listen before {@link #fails} is asked again. */
  Duration patience(Duration usual) {
    if (passed) {
      return usual;
    }
    Duration step = failed ? again : within.dividedBy(4);
    return step.compareTo(usual) < 0 ? step : usual;
  }
}
