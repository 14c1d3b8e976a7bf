package dev.clickdeploy.benchmarks.http.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Many event streams, heard by one thread: how long each mark took to come to each of them. */
public final class EventStreams implements AutoCloseable {
  private final Selector selector;
  private final List<SocketChannel> channels = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
  private final Thread thread = Thread.ofPlatform().name("followers").unstarted(this::run);
  private Histogram micros = new Histogram(3);
  private int begun;
  private volatile boolean closed;
  private volatile @Nullable IOException failure;

  /** One stream for each of these requests. */
  public EventStreams(InetSocketAddress server, List<String> requests) throws IOException {
    selector = Selector.open();
    for (String request : requests) {
      SocketChannel channel = SocketChannel.open(server);
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, new Stream());
      channels.add(channel);
    }
    thread.start();
  }

  private static final class Stream {
    final Marks marks = new Marks();
    boolean begun;
  }

  private void run() {
    try {
      while (!closed) {
        selector.select(key -> hear(key), 100);
        if (failure != null) {
          return;
        }
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  private void hear(SelectionKey key) {
    try {
      SocketChannel channel = (SocketChannel) key.channel();
      Stream stream = (Stream) key.attachment();
      int count;
      while ((count = channel.read(buffer.clear())) > 0) {
        take(stream, buffer.flip());
      }
      if (count < 0) {
        throw new EOFException("the server has ended an event stream");
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  private synchronized void take(Stream stream, ByteBuffer bytes) throws IOException {
    long now = System.nanoTime();
    if (!stream.begun) {
      stream.begun = true;
      begun++;
      String head = StandardCharsets.US_ASCII.decode(bytes.duplicate()).toString();
      if (!head.startsWith("HTTP/1.1 200")) {
        throw new IOException("an event stream was refused: " + head);
      }
    }
    stream.marks.find(bytes, then -> micros.recordValue(Math.max(0, now - then) / 1000));
  }

  private synchronized boolean isThere(int streams, long marks) {
    return begun >= streams && micros.getTotalCount() >= marks;
  }

  /** Waits until every stream has begun. */
  public void awaitBegun(Duration patience) throws IOException, InterruptedException {
    await(channels.size(), 0, patience);
  }

  /**
   * Waits until so many marks have come, and forgets them.
   *
   * @return how long each took, in microseconds
   * @throws IOException when some have not come in this time
   */
  public Histogram awaitMarks(long count, Duration patience)
      throws IOException, InterruptedException {
    await(0, count, patience);
    synchronized (this) {
      Histogram heard = micros;
      micros = new Histogram(3);
      return heard;
    }
  }

  private void await(int streams, long marks, Duration patience)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (!isThere(streams, marks)) {
      if (failure != null) {
        throw new IOException("following failed", failure);
      }
      if (System.nanoTime() > until) {
        throw new IOException(missing(streams, marks));
      }
      Thread.sleep(5);
    }
  }

  private synchronized String missing(int streams, long marks) {
    return "%d of %d streams have begun, %d of %d lines have come"
        .formatted(begun, Math.max(streams, begun), micros.getTotalCount(), marks);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SocketChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }
}
