package dev.clickdeploy.adapter.registry.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** A response, read whole. */
@SuppressWarnings("ArrayRecordComponent") // answers are never compared
public record Answer(URI from, int status, HttpHeaders headers, byte[] body) {
  /** The first header of this name. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** Whether the same request may go well a little later. */
  public boolean isTransient() {
    return status == 429 || status >= 500;
  }
}
