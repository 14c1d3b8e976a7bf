package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.deployment.StoredLogLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongFunction;

/** A whole log as plain text, a page in memory at a time. */
final class LogText implements Streamed.Source {
  private final List<StoredLogLine> first;
  private final LongFunction<List<StoredLogLine>> after;

  /**
   * A log.
   *
   * @param first its first page, which was read before so that a refusal has a status of its own
   * @param after the page after a number, empty at the end
   */
  LogText(List<StoredLogLine> first, LongFunction<List<StoredLogLine>> after) {
    this.first = first;
    this.after = after;
  }

  @Override
  public void writeTo(Outflow out) throws IOException, InterruptedException {
    List<StoredLogLine> page = first;
    while (!page.isEmpty()) {
      out.write(LogLineView.text(page).getBytes(StandardCharsets.UTF_8));
      page = after.apply(page.getLast().sequence());
    }
  }

  @Override
  public void close() {
    // it waits for nobody but the client
  }
}
