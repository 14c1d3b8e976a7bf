package dev.clickdeploy.adapter.registry.harbor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.adapter.registry.http.Account;
import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.adapter.registry.http.Refusals;
import dev.clickdeploy.adapter.registry.http.RegistryAddress;
import dev.clickdeploy.adapter.registry.http.RegistryHttp;
import dev.clickdeploy.adapter.registry.http.RegistryJson;
import dev.clickdeploy.adapter.registry.http.RegistryRequest;
import dev.clickdeploy.adapter.registry.http.Retries;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Requests to {@code /api/v2.0}, as one account: Harbor takes HTTP Basic there, at once. */
final class HarborClient {
  static final String WHO = "Harbor";
  private static final ObjectMapper JSON = RegistryJson.mapper();

  private final RegistryAddress address;
  private final RegistryHttp http;
  private final Retries retries;
  private final Account account;
  private final Refusals refusals;

  HarborClient(RegistryAddress address, RegistryHttp http, Retries retries, Account account) {
    this.address = address;
    this.http = http;
    this.retries = retries;
    this.account = account;
    this.refusals = new Refusals(address.host(), account);
  }

  String username() {
    return account.username();
  }

  Answer get(String path) {
    return send(path, RegistryRequest.get("application/json"));
  }

  Answer post(String path, Map<String, ?> body) {
    return send(path, RegistryRequest.of("POST", payload(body)));
  }

  Answer patch(String path, Map<String, ?> body) {
    return send(path, RegistryRequest.of("PATCH", payload(body)));
  }

  Answer delete(String path) {
    return send(path, RegistryRequest.of("DELETE", null));
  }

  /**
   * Asks; the answer may have any status.
   *
   * @throws PortException when there is none
   */
  Answer send(String path, RegistryRequest request) {
    return at(URI.create(address.base() + "/api/v2.0" + path), request);
  }

  /** What the token service of the registry part says (src/core/service/token). */
  Answer token(String scope) {
    return at(
        URI.create(address.base() + "/service/token?service=harbor-registry&scope=" + scope),
        RegistryRequest.get("application/json"));
  }

  private Answer at(URI uri, RegistryRequest request) {
    try {
      return request.isSafe()
          ? retries.send(() -> http.send(uri, request, account.basic()))
          : http.send(uri, request, account.basic());
    } catch (IOException e) {
      throw refusals.unreachable(WHO, e);
    }
  }

  /** The JSON of an answer. */
  JsonNode json(Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw refusals.unreachable(WHO, e);
    }
  }

  Refusals refusals() {
    return refusals;
  }

  PortException refused(Answer answer) {
    return refusals.refused(WHO, answer);
  }

  /** An answer that makes no sense. */
  PortException broken(String what) {
    return refusals.broken(what, null);
  }

  private static RegistryRequest.Payload payload(Map<String, ?> body) {
    return new RegistryRequest.Payload(
        "application/json", JSON.valueToTree(body).toString().getBytes(StandardCharsets.UTF_8));
  }
}
