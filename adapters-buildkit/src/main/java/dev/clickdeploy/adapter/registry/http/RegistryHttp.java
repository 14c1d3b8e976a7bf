package dev.clickdeploy.adapter.registry.http;

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
public final class RegistryHttp implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;

  /** Trusts what is usually trusted. */
  public RegistryHttp() {
    this(RegistryTrust.USUAL);
  }

  /** Trusts what this says. */
  public RegistryHttp(RegistryTrust trust) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(threads);
    trust.tls().ifPresent(builder::sslContext);
    client = builder.build();
  }

  /**
   * Asks once, following redirects.
   *
   * @param authorization for the host of the URI, and sent to no other
   * @throws IOException when there is no whole answer, also when interrupted
   */
  public Answer get(URI uri, @Nullable String accept, @Nullable String authorization)
      throws IOException {
    return send(uri, RegistryRequest.get(accept), authorization);
  }

  /**
   * Asks once this of a URI. Redirects are followed when the request is safe.
   *
   * @param authorization for the host of the URI, and sent to no other
   * @throws IOException when there is no whole answer, also when interrupted
   */
  public Answer send(URI uri, RegistryRequest asked, @Nullable String authorization)
      throws IOException {
    Redirects redirects = new Redirects(uri);
    while (true) {
      HttpResponse<byte[]> response =
          send(request(asked, redirects, authorization), asked.longest());
      if (!asked.isSafe() || !redirects.follow(response)) {
        return new Answer(
            response.uri(), response.statusCode(), response.headers(), response.body());
      }
    }
  }

  private static HttpRequest request(
      RegistryRequest asked, Redirects redirects, @Nullable String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(redirects.current())
            .header("User-Agent", "click-deploy")
            .method(asked.method(), asked.body());
    asked.headers().forEach(request::header);
    if (asked.payload() != null) {
      request.header("Content-Type", asked.payload().mediaType());
    }
    if (authorization != null && redirects.isAtOrigin()) {
      request.header("Authorization", authorization);
    }
    return request.build();
  }

  /** The client's own timeout ends with the headers; this one includes the body. */
  private HttpResponse<byte[]> send(HttpRequest request, int longest) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request, response -> new BoundedBody(longest));
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
