package dev.clickdeploy.port.in;

import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.tenant.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What webhooks have told one's own organization. Refusals are {@link RequestException}s. */
public interface Deliveries {
  /** One delivery. */
  Delivery get(Scope scope, DeliveryId id);

  /** Deliveries, newest first, at most 100; {@code before} continues a listing. */
  List<Delivery> list(Scope scope, int limit, @Nullable DeliveryId before);

  /**
   * Acts on a delivery once more, by the present settings of the organization's services and
   * whatever was deployed since.
   *
   * @return the new delivery
   * @throws RequestException NOT_FOUND without such a delivery, CONFLICT when the organization has
   *     no service of its repository any more
   */
  Delivery replay(Scope scope, DeliveryId id);
}
