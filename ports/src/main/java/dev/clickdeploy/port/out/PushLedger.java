package dev.clickdeploy.port.out;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.push.Decision;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verified deliveries of webhooks and what they came to. */
public interface PushLedger {
  /**
   * Writes a delivery with a verdict for each decision, and the deployments and jobs that follow:
   * one transaction. Nothing is deployed twice, however many copies come at once:
   *
   * <ul>
   *   <li>one whose organization, source and key are there is the stored one; it is acted on again
   *       only for services for which it {@linkplain Delivery#letsThrough came to nothing}
   *   <li>a commit that the newest deployed push of the service and ref has is skipped, and a push
   *       that this one {@linkplain dev.clickdeploy.model.push.Head has overtaken} is superseded; a
   *       replay is neither
   *   <li>what a deployed push takes the place of, of the same service and ref and by a push too,
   *       is superseded with its verdict, and its job ended
   * </ul>
   *
   * @param delivery without verdicts
   * @param decisions one for each service, all of the delivery's organization
   */
  Recorded record(Delivery delivery, List<Decision> decisions);

  /**
   * Gives a pending verdict its end, as {@link #record} would have: one transaction.
   *
   * @return absent, and nothing changed, when the delivery has no pending verdict on the decision's
   *     service
   */
  Optional<Recorded> settle(DeliveryId delivery, Decision decision);

  /** A delivery to this organization. */
  Optional<Delivery> find(OrganizationId organization, DeliveryId id);

  /** A delivery to any organization, for a worker. */
  Optional<Delivery> load(DeliveryId id);

  /** An organization's deliveries, newest first; {@code before} continues a listing. */
  List<Delivery> list(OrganizationId organization, int limit, @Nullable DeliveryId before);

  /**
   * Forgets deliveries that came longer ago with their verdicts, some thousands at a time. The
   * newest to a service's branch are kept however old they are: with them the next one is compared.
   */
  void tidy(Duration keep);

  /**
   * What came of a delivery.
   *
   * @param queued the deployments that were written now
   * @param superseded the deployments that ended by it
   */
  record Recorded(Delivery delivery, List<DeploymentId> queued, List<DeploymentId> superseded) {
    public Recorded {
      Objects.requireNonNull(delivery, "delivery");
      queued = List.copyOf(queued);
      superseded = List.copyOf(superseded);
    }
  }
}
