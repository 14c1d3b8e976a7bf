package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.port.in.Deliveries;
import java.util.List;

/** What webhooks told: listed, read, and acted on once more. */
final class DeliveryRoutes {
  private static final String PATH = Route.API + "/webhooks/deliveries";

  private static final Schema LIST =
      Schema.object("Deliveries")
          .with("deliveries", Schema.list(DeliveryView.SCHEMA))
          .with("next", Schema.text().orNull());

  private final Deliveries deliveries;

  DeliveryRoutes(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, Access.VIEWER, this::list)
            .describe("listDeliveries", "What webhooks told, newest first")
            .paged()
            .answers(200, LIST),
        Route.get(PATH + "/{id}", Access.VIEWER, this::get)
            .describe("getDelivery", "A delivery with its verdicts")
            .answers(200, DeliveryView.SCHEMA),
        Route.post(PATH + "/{id}/replay", Access.DEPLOYER, this::replay)
            .describe("replayDelivery", "Acts on it once more, by the present settings")
            .takes(Schema.object("Replay"))
            .answers(202, DeliveryView.SCHEMA));
  }

  private Answer list(Request request) {
    Page<DeliveryId> page = Page.of(request, DeliveryId::parse);
    List<Delivery> found = deliveries.list(request.scope(), page.limit(), page.beyond());
    return page.answer(request, "deliveries", found, DeliveryView::of, Delivery::id);
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
