package dev.clickdeploy.adapter.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.adapter.registry.http.Account;
import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.adapter.registry.http.Refusals;
import dev.clickdeploy.adapter.registry.http.RegistryAddress;
import dev.clickdeploy.adapter.registry.http.RegistryHttp;
import dev.clickdeploy.adapter.registry.http.RegistryJson;
import dev.clickdeploy.adapter.registry.http.Retries;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fetches tokens from the service that a challenge names (distribution/distribution,
 * docs/content/spec/auth/token.md).
 */
final class TokenSource {
  /** How long a token lives that does not say so (same page, "expires_in"). */
  private static final long DEFAULT_SECONDS = 60;

  /** A token is not used in its last seconds, which may pass on the way. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private static final long MAX_SECONDS = 86_400;

  private final ObjectMapper json = RegistryJson.mapper();
  private final RegistryAddress address;
  private final RegistryHttp http;
  private final Retries retries;
  private final Refusals refusals;
  private final @Nullable Account account;
  private final InstantSource clock;

  TokenSource(
      RegistryAddress address,
      RegistryHttp http,
      Retries retries,
      Refusals refusals,
      @Nullable Account account,
      InstantSource clock) {
    this.address = address;
    this.http = http;
    this.retries = retries;
    this.refusals = refusals;
    this.account = account;
    this.clock = clock;
  }

  /**
   * A new token.
   *
   * @param scope asked for when the challenge names none; empty for no scope
   */
  Token fetch(Challenge challenge, String scope) {
    URI realm = realm(challenge);
    Map<String, String> query = new LinkedHashMap<>();
    challenge.parameter("service").ifPresent(service -> query.put("service", service));
    String wanted = challenge.parameter("scope").orElse(scope);
    if (!wanted.isEmpty()) {
      query.put("scope", wanted);
    }
    URI uri = URI.create(realm + (realm.getRawQuery() == null ? "?" : "&") + encoded(query));
    String basic = account == null ? null : account.basic();
    try {
      Answer answer = retries.send(() -> http.get(uri, "application/json", basic));
      if (answer.status() != 200) {
        throw refusals.refused("the token service of the registry", answer);
      }
      return token(answer);
    } catch (IOException e) {
      throw refusals.unreachable("the token service of the registry", e);
    }
  }

  private URI realm(Challenge challenge) {
    String text = challenge.parameter("realm").orElse("");
    try {
      URI realm = URI.create(text);
      if (realm.getHost() != null && address.maySendPassword(realm)) {
        return realm;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw refusals.broken(
        "names '%s' as its token service, which is no https address".formatted(Refusals.line(text)),
        "correct the registry's own external address; in Harbor it is external_url");
  }

  private Token token(Answer answer) throws IOException {
    JsonNode root = json.readTree(answer.body());
    String value = root.path("token").asText(root.path("access_token").asText(""));
    if (!value.matches("[\\x21-\\x7e]+")) {
      throw refusals.broken("has a token service that answers without a token", null);
    }
    long seconds = root.path("expires_in").asLong(DEFAULT_SECONDS);
    Duration lifetime = Duration.ofSeconds(Math.clamp(seconds, 0, MAX_SECONDS));
    return Token.bearer(value, clock.instant().plus(lifetime).minus(MARGIN));
  }

  private static String encoded(Map<String, String> query) {
    return query.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
