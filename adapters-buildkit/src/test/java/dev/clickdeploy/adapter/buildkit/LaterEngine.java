package dev.clickdeploy.adapter.buildkit;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An engine's socket as later engines have it: no upgrade of /grpc any more, HTTP/2 at once
 * instead. The engine behind it is the real one.
 */
final class LaterEngine implements AutoCloseable {
  private final ServerSocketChannel listener;
  private final Path plain;
  private final AtomicInteger upgrades = new AtomicInteger();

  /**
   * An engine at this socket.
   *
   * @param plain socket of a daemon that speaks HTTP/2 at once
   */
  LaterEngine(Path socket, Path plain) throws IOException {
    this.plain = plain;
    this.listener =
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(socket));
    Thread.ofVirtual().start(this::accept);
  }

  /** How often an upgrade was asked for. */
  int upgrades() {
    return upgrades.get();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // the engine is closed
    }
  }

  private void serve(SocketChannel client) {
    ByteBuffer first = ByteBuffer.allocate(4);
    try (client) {
      while (first.hasRemaining() && client.read(first) >= 0) {
        // the first word tells the protocol
      }
      if (new String(first.array(), StandardCharsets.US_ASCII).equals("PRI ")) {
        try (SocketChannel daemon = SocketChannel.open(StandardProtocolFamily.UNIX)) {
          daemon.connect(UnixDomainSocketAddress.of(plain));
          daemon.write(first.flip());
          Thread.ofVirtual().start(() -> pump(client, daemon));
          pump(daemon, client);
        }
      } else {
        upgrades.incrementAndGet();
        client.write(
            ByteBuffer.wrap(
                "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII)));
        while (client.read(first.clear()) >= 0) {
          // until the client hangs up
        }
      }
    } catch (IOException gone) {
      // one of the two
    }
  }

  private static void pump(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    try (from;
        to) {
      while (from.read(buffer.clear()) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
      }
    } catch (IOException closed) {
      // both ends are closed now
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
