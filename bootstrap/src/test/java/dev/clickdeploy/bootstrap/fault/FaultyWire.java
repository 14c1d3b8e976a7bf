package dev.clickdeploy.bootstrap.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A wire to a server: it can be frozen, so that connections stay open and nothing comes through,
 * and laid to another port.
 */
final class FaultyWire implements AutoCloseable {
  private final ServerSocket entrance;
  private volatile InetSocketAddress target;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean frozen;
  private boolean closed;

  private FaultyWire(InetSocketAddress target) throws IOException {
    this.target = target;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  static FaultyWire to(String host, int port) {
    try {
      FaultyWire proxy = new FaultyWire(new InetSocketAddress(host, port));
      proxy.threads.execute(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** Where new connections lead from now on. */
  void leadTo(int port) {
    target = new InetSocketAddress(target.getAddress(), port);
  }

  void freeze() {
    set(true);
  }

  void thaw() {
    set(false);
  }

  private void set(boolean next) {
    lock.lock();
    try {
      frozen = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    try {
      while (!entrance.isClosed()) {
        Socket client = entrance.accept();
        sockets.add(client);
        connect(client);
      }
    } catch (IOException e) {
      // closed
      return;
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      Socket server = new Socket(target.getAddress(), target.getPort());
      sockets.add(server);
      threads.execute(() -> pass(client, server));
      threads.execute(() -> pass(server, client));
    } catch (IOException e) {
      // nobody is there at present
      client.close();
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[8_192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0 && mayPass(); read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      // one side has gone
      return;
    }
  }

  private boolean mayPass() {
    lock.lock();
    try {
      while (frozen && !closed) {
        changed.awaitUninterruptibly();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    entrance.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.close();
  }
}
