package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Deployments;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The log of a deployment: in pages, whole as text, or live. */
final class LogRoutes {
  private static final int MOST_LINES = 1_000;
  private static final long LAST_SEQUENCE = 999_999_999_999_999_999L;
  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream";
  private static final String TEXT = "text/plain";
  private static final String NEXT_LINES =
      "<%s/deployments/%s/logs?after=%d&limit=%d>; rel=\"next\"";

  private static final Schema PAGE =
      Schema.object("LogPage")
          .with("lines", Schema.list(LogLineView.SCHEMA))
          .with("next", Schema.number());

  private final Deployments deployments;
  private final Duration heartbeat;

  LogRoutes(Deployments deployments, Duration heartbeat) {
    this.deployments = deployments;
    this.heartbeat = heartbeat;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Route.API + "/deployments/{id}/logs", Access.VIEWER, this::logs)
            .describe("getLogs", "The log: in pages, whole as text, or live, as Accept says")
            .query("after", Schema.number(0, LAST_SEQUENCE), "the number of the last line seen")
            .query("limit", Schema.number(1, MOST_LINES), "how many lines at most")
            .header("Last-Event-ID", Schema.text(), "where to go on with events")
            .answers(200, PAGE)
            .answers(200, TEXT, Schema.text())
            .answers(200, EVENTS, Schema.text())
            .answers(204));
  }

  private Response logs(Request request) {
    DeploymentId id = request.id("deployment", DeploymentId::parse);
    long after = request.number("after", 0, LAST_SEQUENCE).orElse(0);
    OptionalLong limit = request.number("limit", 1, MOST_LINES);
    String type = Accept.of(request.header("Accept")).best(List.of(JSON, TEXT, EVENTS));
    if (type.equals(EVENTS)) {
      return events(request, id, after);
    }
    int most = (int) limit.orElse(MOST_LINES);
    List<StoredLogLine> lines = deployments.logs(request.scope(), id, after, most);
    if (type.equals(JSON)) {
      return page(lines, after);
    }
    return limit.isPresent() ? textPage(id, lines, most) : text(request, id, lines);
  }

  private static Answer page(List<StoredLogLine> lines, long after) {
    ObjectNode page = Json.object();
    page.set("lines", Json.array(lines, LogLineView::of));
    return Answer.json(200, page.put("next", lines.isEmpty() ? after : lines.getLast().sequence()));
  }

  private static Answer textPage(DeploymentId id, List<StoredLogLine> lines, int most) {
    Answer text = Answer.text(LogLineView.text(lines));
    return lines.size() < most
        ? text
        : text.with("Link", NEXT_LINES.formatted(Route.API, id, lines.getLast().sequence(), most));
  }

  private Response text(Request request, DeploymentId id, List<StoredLogLine> first) {
    if (first.size() < MOST_LINES || request.isHead()) {
      return Answer.text(request.isHead() ? "" : LogLineView.text(first));
    }
    Scope scope = request.scope();
    return new Streamed(
        Map.of("Content-Type", Answer.PLAIN),
        false,
        new LogText(first, after -> deployments.logs(scope, id, after, MOST_LINES)));
  }

  private Response events(Request request, DeploymentId id, long after) {
    Optional<String> seen = request.header("Last-Event-ID").filter(text -> !text.isEmpty());
    if (seen.filter(LogEvents.END::equals).isPresent()) {
      deployments.get(request.scope(), id);
      return Answer.empty(204); // which tells an EventSource not to come again
    }
    long from = seen.map(LogRoutes::sequence).orElse(after);
    if (request.isHead()) {
      deployments.get(request.scope(), id);
      return Answer.empty(200).with("Content-Type", EVENTS);
    }
    return new Streamed(
        // some proxies would gather events before they pass them on
        Map.of("Content-Type", EVENTS, "X-Accel-Buffering", "no"),
        true,
        new LogEvents(deployments.follow(request.scope(), id, from), heartbeat));
  }

  private static long sequence(String lastEventId) {
    if (!lastEventId.matches("[0-9]{1,18}")) {
      throw ProblemException.header(
          "Last-Event-ID",
          "'%s' is no event of a log".formatted(ProblemException.quoted(lastEventId)));
    }
    return Long.parseLong(lastEventId);
  }
}
