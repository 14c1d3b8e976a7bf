package dev.clickdeploy.adapter.buildkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Stands where an SSH agent would: answers one line with a word of its own and that line. */
final class EchoingAgent implements AutoCloseable {
  private final Path socket;
  private final String word;
  private final ServerSocketChannel listener;

  EchoingAgent(Path socket, String word) throws IOException {
    this.socket = socket;
    this.word = word;
    this.listener =
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(socket));
    Thread.ofVirtual().start(this::serve);
  }

  Path socket() {
    return socket;
  }

  private void serve() {
    try {
      while (true) {
        try (SocketChannel client = listener.accept()) {
          String line =
              new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8)).readLine();
          client.write(
              ByteBuffer.wrap((word + " " + line + "\n").getBytes(StandardCharsets.UTF_8)));
        }
      }
    } catch (IOException closed) {
      // the agent is closed
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
