package dev.clickdeploy.adapter.postgres.signal;

import java.util.List;

/** What becomes of that which a channel tells. Called from one thread. */
interface Ear {
  /** From now on; whatever was signalled before this moment was not heard. */
  void begun();

  /** The payloads that came together. */
  void all(List<String> payloads);

  /** Signals come through, as a test has shown. */
  void restored();

  /** They do not, and why. */
  void interrupted(String why);

  /** Nothing more is heard until it begins anew. */
  default void ended() {}
}
