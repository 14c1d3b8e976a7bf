package dev.clickdeploy.adapter.buildkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** TLS in front of a daemon's plain TCP port: demands client certificates, as mutual TLS does. */
public final class TlsFront implements AutoCloseable {
  private final SSLServerSocket listener;
  private final URI daemon;

  public TlsFront(SSLContext context, String daemon) throws IOException {
    this.daemon = URI.create(daemon);
    this.listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    SSLParameters parameters = listener.getSSLParameters();
    parameters.setNeedClientAuth(true);
    parameters.setApplicationProtocols(new String[] {"h2"});
    listener.setSSLParameters(parameters);
    Thread.ofVirtual().start(this::accept);
  }

  public String address(String host) {
    return "tcp://" + host + ":" + listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        SSLSocket client = (SSLSocket) listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // the front is closed
    }
  }

  private void serve(SSLSocket client) {
    try (client) {
      client.startHandshake();
      try (Socket behind = new Socket(daemon.getHost(), daemon.getPort())) {
        Thread up = Thread.ofVirtual().start(() -> pump(client, behind));
        pump(behind, client);
        up.interrupt();
      }
    } catch (IOException refused) {
      // the client hears it as an alert
    }
  }

  private static void pump(Socket from, Socket to) {
    byte[] buffer = new byte[32 * 1024];
    try {
      InputStream in = from.getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        to.getOutputStream().write(buffer, 0, count);
        to.getOutputStream().flush();
      }
      to.close();
    } catch (IOException closed) {
      // one of the two is gone
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
