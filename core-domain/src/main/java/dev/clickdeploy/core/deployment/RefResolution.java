package dev.clickdeploy.core.deployment;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.ServiceStore;
import dev.clickdeploy.port.out.SourceRepository;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Turns a ref into the commit that it names now, and git's refusals into the caller's terms. */
final class RefResolution {
  private final ServiceStore services;
  private final SourceRepository sources;
  private final Duration patience;

  /**
   * Asks these repositories.
   *
   * @param patience how long a caller waits for a commit's description; a host that has to send a
   *     whole repository for it may take minutes, and the worker learns it anyway
   */
  RefResolution(ServiceStore services, SourceRepository sources, Duration patience) {
    this.services = services;
    this.sources = sources;
    this.patience = patience;
  }

  /**
   * What a ref names.
   *
   * @param commit what it says; null when the host did not tell it in time
   */
  record Named(CommitSha sha, @Nullable Commit commit) {}

  Named resolve(Service service, GitRef ref) {
    RepositoryAccess access =
        new RepositoryAccess(
            service.repository(),
            services.secrets(service.id()).flatMap(ServiceSecrets::credential).orElse(null));
    try {
      CommitSha sha = sources.resolve(access, ref);
      return new Named(sha, described(access, sha));
    } catch (PortException e) {
      throw SourceRefusal.of(e.failure());
    }
  }

  private @Nullable Commit described(RepositoryAccess access, CommitSha sha) {
    Cancellation cancellation = new Cancellation();
    Thread limit = Thread.ofVirtual().unstarted(() -> cancelAfter(patience, cancellation));
    limit.start();
    try {
      return sources.describe(access, new GitRef(sha.value()), cancellation).commit();
    } catch (CancellationException e) {
      return null;
    } catch (PortException e) {
      if (e.isRetryable()) {
        return null;
      }
      throw e;
    } finally {
      limit.interrupt();
    }
  }

  private static void cancelAfter(Duration patience, Cancellation cancellation) {
    try {
      Thread.sleep(patience);
      cancellation.cancel();
    } catch (InterruptedException e) {
      // it was told in time
    }
  }
}
