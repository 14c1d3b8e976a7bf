package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.port.in.Deliveries;
import java.util.List;

/** What webhooks told: listed, read, and acted on once more. */
final class DeliveryRoutes {
  private static final String PATH = Route.API + "/webhooks/deliveries";
  private static final int MOST = 100;

  private final Deliveries deliveries;

  DeliveryRoutes(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, Access.VIEWER, this::list),
        Route.get(PATH + "/{id}", Access.VIEWER, this::get),
        Route.post(PATH + "/{id}/replay", Access.DEPLOYER, this::replay));
  }

  private Answer list(Request request) {
    int limit = (int) request.number("limit", 1, MOST).orElse(20);
    List<Delivery> found =
        deliveries.list(
            request.scope(), limit, request.query("before", DeliveryId::parse).orElse(null));
    ObjectNode page = Json.object();
    page.set("deliveries", Json.array(found, DeliveryView::of));
    page.put("next", found.size() < limit ? null : found.getLast().id().toString());
    return Answer.json(200, page);
  }

  private Answer get(Request request) {
    DeliveryId id = request.id("delivery", DeliveryId::parse);
    return Answer.json(200, DeliveryView.of(deliveries.get(request.scope(), id)));
  }

  private Answer replay(Request request) {
    DeliveryId id = request.id("delivery", DeliveryId::parse);
    Fields.of(request.jsonIfAny());
    Delivery again = deliveries.replay(request.scope(), id);
    return Answer.json(202, DeliveryView.of(again)).at(PATH + "/" + again.id());
  }
}
