package dev.clickdeploy.adapter.buildkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/**
 * Shows an engine's BuildKit as buildkitd would show itself: a unix socket or a TCP port that
 * speaks HTTP/2 at once. It can die like a daemon, too.
 */
public final class Bridge implements AutoCloseable {
  private final ServerSocketChannel listener;
  private final List<SocketChannel> open = new CopyOnWriteArrayList<>();

  private final AtomicLong up = new AtomicLong();
  private final CountDownLatch gate = new CountDownLatch(1);
  private volatile long pauseAt = Long.MAX_VALUE;

  private Bridge(ServerSocketChannel listener) {
    this.listener = listener;
    Thread.ofVirtual().start(this::accept);
  }

  public static Bridge unix(Path socket) throws IOException {
    return new Bridge(
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(socket)));
  }

  public static Bridge tcp() throws IOException {
    return new Bridge(
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
  }

  public String address() throws IOException {
    SocketAddress local = listener.getLocalAddress();
    return local instanceof InetSocketAddress tcp
        ? "tcp://127.0.0.1:" + tcp.getPort()
        : "unix://" + local;
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = listener.accept();
        SocketChannel engine = SocketChannel.open(StandardProtocolFamily.UNIX);
        open.add(client);
        open.add(engine);
        engine.connect(UnixDomainSocketAddress.of(RealParts.get("docker.socket")));
        upgrade(engine);
        Thread.ofVirtual().start(() -> pump(client, engine, this::passUp));
        Thread.ofVirtual().start(() -> pump(engine, client, bytes -> {}));
      }
    } catch (IOException closed) {
      closeConnections();
    }
  }

  /** Reads byte by byte: whatever follows the answer's head belongs to the client. */
  private static void upgrade(SocketChannel engine) throws IOException {
    engine.write(
        ByteBuffer.wrap(
            "POST /grpc HTTP/1.1\r\nHost: d\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII)));
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      if (engine.read(one.clear()) < 0) {
        throw new IOException("the engine closed the connection");
      }
      head.write(one.get(0));
    }
  }

  private static void pump(SocketChannel from, SocketChannel to, IntConsumer passing) {
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    try (from;
        to) {
      while (from.read(buffer.clear()) >= 0) {
        buffer.flip();
        passing.accept(buffer.remaining());
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
      }
    } catch (IOException closed) {
      // both ends are closed now
    }
  }

  /** Takes no more from clients once this much has come; {@link #resume} takes the rest. */
  void pauseAfter(long bytes) {
    pauseAt = bytes;
  }

  void resume() {
    gate.countDown();
  }

  /** What has come from clients. */
  public long bytesUp() {
    return up.get();
  }

  private void passUp(int bytes) {
    if (up.addAndGet(bytes) > pauseAt) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void closeConnections() {
    for (SocketChannel channel : open) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  /** Dies: nothing listens, every connection breaks. */
  @Override
  public void close() throws IOException {
    resume();
    listener.close();
    closeConnections();
  }
}
