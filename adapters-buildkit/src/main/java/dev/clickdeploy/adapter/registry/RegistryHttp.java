package dev.clickdeploy.adapter.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Requests over HTTP/1.1 with limits of time and size, without cookies: with one, Harbor takes us
 * for a browser and refuses (goharbor/harbor, src/server/middleware/csrf).
 */
final class RegistryHttp implements AutoCloseable {
  /** Longest body that is read, in bytes: the least that registries must accept for a manifest. */
  static final int MAX_BODY = 4 * 1024 * 1024;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .executor(threads)
          .build();

  /**
   * Asks once, following redirects.
   *
   * @param authorization for the host of the URI, and sent to no other
   * @throws IOException when there is no whole answer, also when interrupted
   */
  Answer get(URI uri, @Nullable String accept, @Nullable String authorization) throws IOException {
    return send(uri, Call.get("", "", accept), authorization);
  }

  /**
   * Asks once what a call says, of this URI. Redirects are followed when the call is safe.
   *
   * @param authorization for the host of the URI, and sent to no other
   * @throws IOException when there is no whole answer, also when interrupted
   */
  Answer send(URI uri, Call call, @Nullable String authorization) throws IOException {
    Redirects redirects = new Redirects(uri);
    while (true) {
      HttpResponse<byte[]> response = send(request(call, redirects, authorization));
      if (!call.isSafe() || !redirects.follow(response)) {
        return new Answer(
            response.uri(), response.statusCode(), response.headers(), response.body());
      }
    }
  }

  private static HttpRequest request(
      Call call, Redirects redirects, @Nullable String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(redirects.current())
            .header("User-Agent", "click-deploy")
            .method(call.method(), call.body());
    if (call.accept() != null) {
      request.header("Accept", call.accept());
    }
    if (call.payload() != null) {
      request.header("Content-Type", call.payload().mediaType());
    }
    if (authorization != null && redirects.isAtOrigin()) {
      request.header("Authorization", authorization);
    }
    return request.build();
  }

  /** The client's own timeout ends with the headers; this one includes the body. */
  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request, response -> new BoundedBody(MAX_BODY));
    try {
      return exchange.get(REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException(
          "no whole answer within %d s".formatted(REQUEST_TIMEOUT.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } finally {
      exchange.cancel(true);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
    threads.close();
  }
}
