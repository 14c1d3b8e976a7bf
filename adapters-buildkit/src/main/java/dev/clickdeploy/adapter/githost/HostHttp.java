package dev.clickdeploy.adapter.githost;

import dev.clickdeploy.model.job.Cancellation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * POST to a git host, within limits of time and size. A redirect is followed only to the same
 * origin, because what is sent carries a token; hosts redirect so from a repository's former name.
 */
final class HostHttp implements AutoCloseable {
  private static final int MOST_REDIRECTS = 3;

  private final Duration timeout;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;

  /**
   * Waits at most so long for an answer.
   *
   * @param timeout of one request with its answer
   */
  HostHttp(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .executor(threads)
            .build();
  }

  /**
   * Sends a body once, or along redirects.
   *
   * @throws IOException when there is no whole answer
   * @throws CancellationException when cancelled, or when the calling thread is interrupted
   */
  HostAnswer post(URI uri, Map<String, String> headers, byte[] body, Cancellation cancellation)
      throws IOException {
    URI next = uri;
    for (int i = 0; true; i++) {
      HttpResponse<byte[]> response = send(request(next, headers, body), cancellation);
      Optional<URI> further = i < MOST_REDIRECTS ? redirect(response) : Optional.empty();
      if (further.isEmpty()) {
        return new HostAnswer(response.statusCode(), response.headers(), response.body());
      }
      next = further.get();
    }
  }

  private static HttpRequest request(URI uri, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("User-Agent", "click-deploy")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return request.build();
  }

  private HttpResponse<byte[]> send(HttpRequest request, Cancellation cancellation)
      throws IOException {
    cancellation.throwIfCancelled();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request, response -> new BoundedText());
    try (Cancellation.Registration stop = cancellation.onCancel(() -> exchange.cancel(true))) {
      return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no answer within %d s".formatted(timeout.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      cancellation.throwIfCancelled();
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } finally {
      exchange.cancel(true);
    }
  }

  /** GitHub says to send the same request again for 301, too (REST API, "Follow redirects"). */
  private static Optional<URI> redirect(HttpResponse<?> response) {
    int status = response.statusCode();
    if (status != 301 && status != 307 && status != 308) {
      return Optional.empty();
    }
    URI from = response.uri();
    try {
      return response
          .headers()
          .firstValue("Location")
          .map(from::resolve)
          .filter(to -> origin(to).equals(origin(from)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
    threads.close();
  }
}
