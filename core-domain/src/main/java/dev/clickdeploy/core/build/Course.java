package dev.clickdeploy.core.build;

import dev.clickdeploy.core.job.StopReason;
import dev.clickdeploy.core.job.Work;
import dev.clickdeploy.model.image.PushedImage;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** What an attempt at a deployment does between its beginning and its end. */
interface Course {
  /** How it is called. */
  String noun();

  /** Comes to a verified image, or throws. */
  PushedImage run(Subject subject, Work work, Journal journal, TimeLimit limit);

  /** A finished image is not thrown away only because this worker stops. */
  static void stopIfUnwanted(Work work) {
    if (!isWanted(work)) {
      throw new CancellationException("cancelled");
    }
  }

  /** Whether what is finished already is still of use. */
  static boolean isWanted(Work work) {
    Optional<StopReason> reason = work.stopping();
    return reason.isEmpty() || reason.get() == StopReason.HANDING_BACK;
  }
}
