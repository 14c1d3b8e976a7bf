package dev.clickdeploy.adapter.registry;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/** Speaks HTTP/1.1 as badly as a test wants: one act for each request, the last one again. */
final class RudeServer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");

  /** What it does when it has read a request. */
  enum Act {
    /** Answers, and keeps the connection. */
    ANSWER,
    /** Ends the connection without a word. */
    CLOSE,
    /** The same with a TCP reset. */
    RESET,
    /** Ends it within the headers. */
    HALF_HEADERS,
    /** Ends it within the body. */
    HALF_BODY,
    /** Never answers. */
    SILENCE,
    /** Begins a body that never ends. */
    HALF_SILENCE,
    /** Is busy, for longer than anybody wants to wait. */
    BUSY
  }

  private final ServerSocket listener;
  private final String body;
  private final Deque<Act> acts;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger left = new AtomicInteger();

  RudeServer(String contentType, String body, Act... acts) {
    this(ServerSocketFactory.getDefault(), contentType, body, acts);
  }

  RudeServer(ServerSocketFactory sockets, String contentType, String body, Act... acts) {
    this.body =
        "Content-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(contentType, body.length(), body);
    this.acts = new ArrayDeque<>(List.of(acts));
    try {
      listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  String host() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  /** Methods and targets of all requests, with the length of their bodies. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** How many connections a client ended while it was owed an answer. */
  int left() {
    return left.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // the server is closed
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      while (hear(in)) {
        if (!act(client, in)) {
          return;
        }
      }
    } catch (IOException gone) {
      // the client has ended the connection
    }
  }

  private boolean hear(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      head.append((char) next);
    }
    Matcher length = LENGTH.matcher(head);
    int size = length.find() ? Integer.parseInt(length.group(1)) : 0;
    in.readNBytes(size);
    asked.add(head.substring(0, head.indexOf(" HTTP/")) + " " + size);
    return true;
  }

  private synchronized Act next() {
    return acts.size() > 1 ? acts.remove() : acts.element();
  }

  /** Whether the connection goes on. */
  private boolean act(Socket client, InputStream in) throws IOException {
    OutputStream out = client.getOutputStream();
    switch (next()) {
      case ANSWER -> {
        write(out, "HTTP/1.1 200 OK\r\n" + body);
        return true;
      }
      case BUSY -> {
        write(out, "HTTP/1.1 503 Busy\r\nRetry-After: 25\r\nContent-Length: 0\r\n\r\n");
        return true;
      }
      case CLOSE -> {}
      case RESET -> client.setSoLinger(true, 0);
      case HALF_HEADERS -> write(out, "HTTP/1.1 200 OK\r\nContent-Ty");
      case HALF_BODY -> write(out, "HTTP/1.1 200 OK\r\n" + body.substring(0, body.length() - 5));
      case SILENCE -> untilLeft(in);
      case HALF_SILENCE -> {
        write(out, "HTTP/1.1 200 OK\r\n" + body.substring(0, body.length() - 5));
        untilLeft(in);
      }
    }
    return false;
  }

  private void untilLeft(InputStream in) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException reset) {
      // left, too
    }
    left.incrementAndGet();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
