package dev.clickdeploy.core.push;

import dev.clickdeploy.core.job.Chore;
import dev.clickdeploy.port.out.PushLedger;
import java.time.Duration;

/** Has old deliveries forgotten. */
public final class LedgerTidying {
  private static final Duration PAUSE = Duration.ofHours(1);

  private LedgerTidying() {}

  /** Forgets what came longer ago, every hour; what is left by then is for the next time. */
  public static Chore chore(PushLedger ledger, Duration keep) {
    return new Chore(
        "ledger",
        stop -> {
          ledger.tidy(keep);
          return PAUSE;
        });
  }
}
