package dev.clickdeploy.adapter.http;

import java.io.IOException;
import java.util.Map;

/**
 * A response of status 200 whose body is written while it comes into being.
 *
 * @param endless whether it may wait for long before it has more to say; the client's leaving ends
 *     it then, and the connection serves nothing else
 */
record Streamed(Map<String, String> headers, boolean endless, Source source) implements Response {
  Streamed {
    headers = Map.copyOf(headers);
  }

  /** Where the body comes from. */
  interface Source extends AutoCloseable {
    /**
     * Writes it all. What it throws breaks the response off, so that the client can tell.
     *
     * @throws IOException when the client takes no more
     */
    void writeTo(Outflow out) throws IOException, InterruptedException;

    /** Has {@link #writeTo} return soon where it waits; also called after it. */
    @Override
    void close();
  }
}
