package dev.clickdeploy.benchmarks.http.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A keep-alive connection with at most one request on its way. */
final class Connection implements AutoCloseable {
  private static final int LARGEST_ANSWER = 64 * 1024;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer received = ByteBuffer.allocate(LARGEST_ANSWER);
  private ByteBuffer unsent = ByteBuffer.allocate(0);
  long number;
  long due;

  Connection(InetSocketAddress server, Selector selector) throws IOException {
    channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  void send(ByteBuffer request) throws IOException {
    unsent = request;
    received.clear();
    write();
  }

  void write() throws IOException {
    channel.write(unsent);
    int wanted = unsent.hasRemaining() ? SelectionKey.OP_WRITE : 0;
    key.interestOps(SelectionKey.OP_READ | wanted);
  }

  /**
   * Takes what has come.
   *
   * @return the answer's status once it is whole, 0 before
   */
  int read() throws IOException {
    if (channel.read(received) < 0) {
      throw new EOFException("the server has closed a connection; it said: " + text());
    }
    if (!received.hasRemaining()) {
      throw new IOException("an answer is larger than " + LARGEST_ANSWER + " bytes");
    }
    return Head.statusOfWhole(received.array(), received.position());
  }

  private String text() {
    return new String(received.array(), 0, received.position(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
