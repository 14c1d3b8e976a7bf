package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.deployment.QueueEntry;
import dev.clickdeploy.model.job.QueueCursor;
import dev.clickdeploy.port.in.Queue;
import java.time.InstantSource;
import java.util.List;

/** What runs and what waits, for those whose it is and for the administrator. */
final class QueueRoutes {
  private static final Schema LIST =
      Schema.object("QueuePage")
          .with("queue", Schema.list(QueueView.ENTRY))
          .with("next", Schema.text().orNull());

  private final Queue queue;
  private final InstantSource clock;

  QueueRoutes(Queue queue, InstantSource clock) {
    this.queue = queue;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Route.API + "/queue", Access.VIEWER, this::list)
            .describe("listQueue", "What runs, and what waits in the order in which it is taken")
            .pagedOnward()
            .answers(200, LIST),
        Route.get(Route.API + "/admin/queue", Access.ADMIN, this::overview)
            .describe("getQueueOverview", "Everybody's jobs in numbers, and the living workers")
            .answers(200, QueueView.OVERVIEW));
  }

  private Answer list(Request request) {
    Page<QueueCursor> page = Page.onward(request, QueueCursor::parse);
    List<QueueEntry> found = queue.list(request.scope(), page.limit(), page.beyond());
    return page.answer(
        request, "queue", found, entry -> QueueView.of(entry, clock), QueueEntry::cursor);
  }

  private Answer overview(Request request) {
    return Answer.json(200, QueueView.of(queue.overview()));
  }
}
