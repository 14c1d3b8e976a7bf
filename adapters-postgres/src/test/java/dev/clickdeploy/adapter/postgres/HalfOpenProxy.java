package dev.clickdeploy.adapter.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes connections on to a server, until it is told to go silent: then it keeps them open,
 * accepts more, and passes nothing on, as a network does whose far end is gone without a word.
 */
public final class HalfOpenProxy implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final String host;
  private final int port;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /** Connections of an earlier age than this one are silent for good. */
  private final AtomicInteger age = new AtomicInteger();

  private volatile boolean silent;

  public HalfOpenProxy(String host, int port) throws IOException {
    this.host = host;
    this.port = port;
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  public void goSilent() {
    silent = true;
    age.incrementAndGet();
  }

  /** New connections are passed on again. */
  public void recover() {
    silent = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        sockets.add(client);
        if (!silent) {
          connect(client);
        }
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void connect(Socket client) throws IOException {
    Socket server = new Socket(host, port);
    sockets.add(server);
    int born = age.get();
    Thread.ofVirtual().start(() -> pass(client, server, born));
    Thread.ofVirtual().start(() -> pass(server, client, born));
  }

  private void pass(Socket from, Socket to, int born) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (born == age.get()) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException e) {
      // one side is gone, and so is the other
    }
    if (born == age.get()) {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    sockets.forEach(HalfOpenProxy::close);
  }
}
