package dev.clickdeploy.adapter.buildkit.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.adapter.buildkit.proto.auth.FetchTokenRequest;
import dev.clickdeploy.adapter.buildkit.proto.auth.FetchTokenResponse;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks a registry's token service for a token (distribution, "Token Authentication Specification"):
 * GET with the password as HTTP Basic, which Harbor's and every other one has.
 */
final class TokenRequest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What the specification says of an answer without {@code expires_in}. */
  private static final int SECONDS_WITHOUT_SAYING = 60;

  private TokenRequest() {}

  /**
   * Fetches a token.
   *
   * @throws StatusRuntimeException UNAUTHENTICATED when the service refuses the credentials,
   *     UNAVAILABLE when its answer has no token
   */
  static FetchTokenResponse fetch(
      RegistryLogin login, FetchTokenRequest request, RegistryAccess access) throws IOException {
    HttpRequest get =
        HttpRequest.newBuilder(uri(login, request, access))
            .timeout(PATIENCE)
            .header("Authorization", "Basic " + basic(login))
            .build();
    try (HttpClient client = client(access)) {
      HttpResponse<String> answer = client.send(get, BodyHandlers.ofString());
      return switch (answer.statusCode()) {
        case 200 -> token(login, answer.body());
        case 401, 403 -> throw refused(login, answer.statusCode());
        default -> throw new IOException("it answered " + answer.statusCode());
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static HttpClient client(RegistryAccess access) {
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(PATIENCE);
    if (access.tls() != null) {
      client.sslContext(access.tls());
    }
    return client.build();
  }

  private static URI uri(RegistryLogin login, FetchTokenRequest request, RegistryAccess access)
      throws IOException {
    URI realm;
    try {
      realm = URI.create(request.getRealm());
    } catch (IllegalArgumentException e) {
      throw new IOException("its address is malformed", e);
    }
    if (!"https".equals(realm.getScheme()) && !isHttpAllowed(realm, login, access)) {
      throw new IOException("the password of " + login.host() + " is sent over https only");
    }
    String query =
        Stream.concat(
                Stream.of("service=" + encoded(request.getService())),
                request.getScopesList().stream().map(scope -> "scope=" + encoded(scope)))
            .collect(Collectors.joining("&"));
    return URI.create(realm + (realm.getRawQuery() == null ? "?" : "&") + query);
  }

  private static boolean isHttpAllowed(URI realm, RegistryLogin login, RegistryAccess access) {
    return "http".equals(realm.getScheme())
        && realm.getHost() != null
        && (access.plainHttp().contains(login.host())
            || new RegistryHost(realm.getHost()).isLoopback());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String basic(RegistryLogin login) {
    String pair = login.username() + ":" + login.password().reveal();
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static StatusRuntimeException refused(RegistryLogin login, int status) {
    return Status.UNAUTHENTICATED
        .withDescription(
            "the token service of %s answered %d to the configured login"
                .formatted(login.host(), status))
        .asRuntimeException();
  }

  private static FetchTokenResponse token(RegistryLogin login, String body) throws IOException {
    JsonNode answer;
    try {
      answer = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      // the parser's own message would quote the body, which may hold a token
      throw new IOException("the answer of the token service is not JSON");
    }
    String token = answer.path("token").asText(answer.path("access_token").asText());
    if (token.isEmpty()) {
      throw new IOException("the token service of " + login.host() + " answered without a token");
    }
    return FetchTokenResponse.newBuilder()
        .setToken(token)
        .setExpiresIn(answer.path("expires_in").asLong(SECONDS_WITHOUT_SAYING))
        .build();
  }
}
