package dev.clickdeploy.adapter.buildkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Answers a TLS handshake in plain HTTP, as registries without TLS do and the JDK's server does
 * not: by that a client sees that it has to do without.
 */
public final class PlainHttpFront implements AutoCloseable {
  private static final int TLS_HANDSHAKE = 0x16;
  private final ServerSocket listener;
  private final InetSocketAddress server;

  /** On this machine only. */
  public PlainHttpFront(InetSocketAddress server) throws IOException {
    this(InetAddress.getLoopbackAddress(), server);
  }

  PlainHttpFront(InetAddress address, InetSocketAddress server) throws IOException {
    this.server = server;
    this.listener = new ServerSocket(0, 50, address);
    Thread.ofVirtual().start(this::accept);
  }

  /** Where it listens. */
  public int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // the front is closed
    }
  }

  private void serve(Socket client) {
    try (client) {
      PushbackInputStream in = new PushbackInputStream(client.getInputStream());
      int first = in.read();
      if (first == TLS_HANDSHAKE) {
        client
            .getOutputStream()
            .write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return;
      }
      in.unread(first);
      try (Socket behind = new Socket(server.getAddress(), server.getPort())) {
        Thread up = Thread.ofVirtual().start(() -> pump(in, behind));
        pump(behind.getInputStream(), client);
        up.interrupt();
      }
    } catch (IOException closed) {
      // one of the two is gone
    }
  }

  private static void pump(InputStream from, Socket to) {
    try {
      from.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException closed) {
      // one of the two is gone
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
