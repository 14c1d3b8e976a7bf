package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.deployment.QueueEntry;
import dev.clickdeploy.model.job.QueueCursor;
import dev.clickdeploy.port.in.Queue;
import java.time.InstantSource;
import java.util.List;

/** What runs and what waits, for those whose it is and for the administrator. */
final class QueueRoutes {
  private static final int MOST = 100;

  private final Queue queue;
  private final InstantSource clock;

  QueueRoutes(Queue queue, InstantSource clock) {
    this.queue = queue;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Route.API + "/queue", Access.VIEWER, this::list),
        Route.get(Route.API + "/admin/queue", Access.ADMIN, this::overview));
  }

  private Answer list(Request request) {
    int limit = (int) request.number("limit", 1, MOST).orElse(20);
    List<QueueEntry> found =
        queue.list(request.scope(), limit, request.query("after", QueueCursor::parse).orElse(null));
    ObjectNode page = Json.object();
    page.set("queue", Json.array(found, entry -> QueueView.of(entry, clock)));
    page.put("next", found.size() < limit ? null : found.getLast().cursor().toString());
    return Answer.json(200, page);
  }

  private Answer overview(Request request) {
    return Answer.json(200, QueueView.of(queue.overview()));
  }
}
