package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.StoredLogLine;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What clients see of a log. */
final class LogLineView {
  static final Schema SCHEMA =
      Schema.object("LogLine")
          .with("sequence", Schema.number())
          .with("at", Schema.time())
          .with("stream", Schema.oneOf(LogLine.Stream.values()))
          .with("text", Schema.text());

  private LogLineView() {}

  static ObjectNode of(StoredLogLine stored) {
    return Json.object()
        .put("sequence", stored.sequence())
        .put("at", stored.line().at().toString())
        .put("stream", stored.line().stream().name().toLowerCase(Locale.ROOT))
        .put("text", stored.line().text());
  }

  /** The lines' texts alone, each with its line end. */
  static String text(List<StoredLogLine> lines) {
    return lines.stream().map(stored -> stored.line().text() + "\n").collect(Collectors.joining());
  }
}
