package dev.clickdeploy.benchmarks.http.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Sends requests from the calling thread on some connections, none of them pipelined. */
public final class Load implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Selector selector;
  private final List<Connection> connections = new ArrayList<>();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private long number;

  /** Connects. */
  public Load(InetSocketAddress server, int count) throws IOException {
    selector = Selector.open();
    for (int i = 0; i < count; i++) {
      connections.add(new Connection(server, selector));
    }
    idle.addAll(connections);
  }

  /**
   * Sends at this pace, and waits for the last answer.
   *
   * @throws IOException when the server closes a connection or stops answering
   */
  public Outcome run(Requests requests, Pace pace) throws IOException {
    Histogram micros = new Histogram(3);
    long began = System.nanoTime();
    long sent = 0;
    long last = 0;
    while (!pace.isOver(sent, since(began)) || idle.size() < connections.size()) {
      sent += sendDue(requests, pace, sent, began);
      if (since(began) - pace.nanos() > PATIENCE.toNanos()) {
        throw new IOException("not answered %s after the last request".formatted(PATIENCE));
      }
      // a request that is due is at most a millisecond late, which counts against the server
      selector.select(idle.isEmpty() ? 100 : 1);
      for (SelectionKey key : selector.selectedKeys()) {
        last = ready(key, requests, began, micros, last);
      }
      selector.selectedKeys().clear();
    }
    return new Outcome(micros.getTotalCount(), last / 1e9, micros);
  }

  private static long since(long began) {
    return System.nanoTime() - began;
  }

  private long sendDue(Requests requests, Pace pace, long sent, long began) throws IOException {
    long now = since(began);
    long more = 0;
    while (!idle.isEmpty() && !pace.isOver(sent + more, now) && pace.due(sent + more, now) <= now) {
      send(idle.pop(), requests, pace.due(sent + more, now));
      more++;
    }
    return more;
  }

  private void send(Connection connection, Requests requests, long due) throws IOException {
    connection.number = number++;
    connection.due = due;
    connection.send(requests.next(connection.number));
  }

  private long ready(SelectionKey key, Requests requests, long began, Histogram micros, long last)
      throws IOException {
    Connection connection = (Connection) key.attachment();
    if (key.isWritable()) {
      connection.write();
    }
    int status = key.isReadable() ? connection.read() : 0;
    if (status == 0) {
      return last;
    }
    long now = since(began);
    micros.recordValue(Math.max(0, now - connection.due) / 1000);
    requests.answered(connection.number, status);
    idle.add(connection);
    return now;
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.close();
    }
    selector.close();
  }
}
