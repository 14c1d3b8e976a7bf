package dev.clickdeploy.adapter.registry.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Tells a connection that ended before its answer did, which a new one may mend, from one that
 * never was and from an answer that makes no sense. The JDK's client has no types for it.
 */
final class LostConnection {
  private static final Pattern WORDS =
      Pattern.compile(
          "received no bytes|bytes received: |EOF reached|Connection reset|Broken pipe"
              + "|closed while|chunked transfer encoding, state|connection closed");

  private LostConnection() {}

  static boolean is(IOException error) {
    boolean lost = false;
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof NoRouteToHostException
          || cause instanceof SSLException
          || cause instanceof InterruptedException) {
        return false;
      }
      lost |=
          cause instanceof SocketException
              || cause instanceof EOFException
              || WORDS.matcher(String.valueOf(cause.getMessage())).find();
    }
    return lost;
  }
}
