package dev.clickdeploy.port.out;

import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.RepositoryIdentity;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * When branches are looked at, and what was told of them so far. Only services of which a push was
 * deployed are looked after. Times are those of the store's own clock.
 */
public interface BranchWatch {
  /**
   * Takes repositories that are due; they are due again after the interval, and nobody else has
   * them before.
   *
   * @param most how many repositories
   */
  List<Look> take(Duration interval, int most);

  /**
   * Tells where a service's branch stands. It is a push that nobody told when it stood there at a
   * look at least an interval ago, no push told so, and nothing else had it deployed since.
   */
  Optional<Missed> saw(ServiceId service, CommitSha head, Duration interval);

  /** The look came to nothing: its repository is due after this time. */
  void postpone(Look look, Duration pause);

  /**
   * A repository of an organization that is to be looked at.
   *
   * @param failures how many looks in a row have come to nothing
   */
  record Look(
      OrganizationId organization,
      RepositoryIdentity repository,
      int failures,
      List<ServiceId> services) {
    public Look {
      Objects.requireNonNull(organization, "organization");
      Objects.requireNonNull(repository, "repository");
      services = List.copyOf(services);
    }
  }

  /**
   * A push that nobody told.
   *
   * @param before the commit of the last push that was deployed
   * @param since the newest delivery about the branch
   */
  record Missed(CommitSha before, DeliveryId since) {
    public Missed {
      Objects.requireNonNull(before, "before");
      Objects.requireNonNull(since, "since");
    }
  }
}
