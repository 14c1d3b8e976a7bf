package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.port.in.FollowedLog;
import dev.clickdeploy.port.out.PortException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A followed log as server-sent events (WHATWG HTML, section 9.2): each line an event {@code log}
 * whose id is its number, at last an event {@code end}. A stream without that goes on elsewhere:
 * the client comes again with the last id that it has seen.
 */
final class LogEvents implements Streamed.Source {
  /** The id of the last event: whoever comes again with it has seen everything. */
  static final String END = "end";

  /** Clients come again after this time, in milliseconds. */
  private static final String BEGIN = "retry: 1000\n\n";

  private static final String HEARTBEAT = ": more may come\n\n";

  private final FollowedLog log;
  private final Duration heartbeat;

  /**
   * Events of this log, which it closes.
   *
   * @param heartbeat after how long without a line a comment is sent: proxies cut connections on
   *     which nothing moves
   */
  LogEvents(FollowedLog log, Duration heartbeat) {
    this.log = log;
    this.heartbeat = heartbeat;
  }

  @Override
  public void writeTo(Outflow out) throws IOException, InterruptedException {
    out.write(utf8(BEGIN));
    boolean more = true;
    while (more) {
      more = write(next(), out);
    }
  }

  private FollowedLog.Next next() throws InterruptedException {
    try {
      return log.next(heartbeat);
    } catch (PortException e) {
      // whoever comes again is told what is wrong, by the status
      return new FollowedLog.Next.Closed();
    }
  }

  private static boolean write(FollowedLog.Next next, Outflow out)
      throws IOException, InterruptedException {
    return switch (next) {
      case FollowedLog.Next.Lines news -> {
        out.write(events(news.lines()));
        yield true;
      }
      case FollowedLog.Next.Nothing none -> {
        out.write(utf8(HEARTBEAT));
        yield true;
      }
      case FollowedLog.Next.Ended end -> {
        String status = end.status().name().toLowerCase(Locale.ROOT);
        out.write(event(END, END, Json.write(Json.object().put("status", status))));
        yield false;
      }
      case FollowedLog.Next.Closed closed -> false;
    };
  }

  private static byte[] events(List<StoredLogLine> lines) {
    ByteArrayOutputStream events = new ByteArrayOutputStream(lines.size() * 200);
    for (StoredLogLine line : lines) {
      String id = Long.toString(line.sequence());
      events.writeBytes(event(id, "log", Json.write(LogLineView.of(line))));
    }
    return events.toByteArray();
  }

  /** JSON has no line ends of its own, so the data is one line. */
  private static byte[] event(String id, String name, byte[] data) {
    ByteArrayOutputStream event = new ByteArrayOutputStream(data.length + 64);
    event.writeBytes(utf8("id: " + id + "\nevent: " + name + "\ndata: "));
    event.writeBytes(data);
    event.writeBytes(utf8("\n\n"));
    return event.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    log.close();
  }
}
