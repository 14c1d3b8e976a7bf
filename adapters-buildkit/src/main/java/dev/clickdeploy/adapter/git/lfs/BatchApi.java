package dev.clickdeploy.adapter.git.lfs;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.adapter.git.lfs.LfsException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks a server where contents can be downloaded (git-lfs/docs/api/batch.md). */
final class BatchApi {
  private static final String JSON = "application/vnd.git-lfs+json";
  private static final int LONGEST_ANSWER = 4 << 20;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final URI server;
  private final Map<String, String> headers;
  private final LfsConnections connections;

  /** A place to download from. */
  record Download(URI url, Map<String, String> headers) {}

  BatchApi(LfsServer server, LfsConnections connections) {
    this.server = server.url();
    this.headers = new HashMap<>(server.headers());
    this.headers.put("Accept", JSON);
    this.headers.put("Content-Type", JSON);
    this.connections = connections;
  }

  /**
   * Where each content is.
   *
   * @param files a file for each content, to name it
   * @throws IOException when the server cannot be reached
   * @throws LfsException when it does not give one of them
   */
  Map<Pointer, Download> downloads(Map<Pointer, String> files) throws IOException, LfsException {
    URI url = URI.create(server + "/objects/batch");
    HttpURLConnection connection = connections.open(url, headers);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    try (OutputStream body = connection.getOutputStream()) {
      body.write(MAPPER.writeValueAsBytes(question(files.keySet())));
    }
    Statuses.check(connection, url, "the LFS server");
    try (InputStream answer = connection.getInputStream()) {
      return downloads(MAPPER.readTree(answer.readNBytes(LONGEST_ANSWER)), files);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new LfsException(Reason.MISSING, "%s answers as no LFS server does".formatted(url), e);
    }
  }

  private static ObjectNode question(Collection<Pointer> pointers) {
    ObjectNode question = MAPPER.createObjectNode().put("operation", "download");
    question.putArray("transfers").add("basic");
    question.put("hash_algo", "sha256");
    ArrayNode objects = question.putArray("objects");
    pointers.forEach(p -> objects.addObject().put("oid", p.oid()).put("size", p.size()));
    return question;
  }

  private Map<Pointer, Download> downloads(JsonNode answer, Map<Pointer, String> files)
      throws LfsException {
    Map<String, JsonNode> objects = new HashMap<>();
    answer.path("objects").forEach(object -> objects.put(object.path("oid").asText(), object));
    Map<Pointer, Download> downloads = new LinkedHashMap<>();
    for (Map.Entry<Pointer, String> file : files.entrySet()) {
      JsonNode object = objects.get(file.getKey().oid());
      if (object == null || object.has("error")) {
        throw refused(file.getValue(), object);
      }
      downloads.put(file.getKey(), download(object, file.getValue()));
    }
    return downloads;
  }

  private LfsException refused(String file, @org.jspecify.annotations.Nullable JsonNode object) {
    int code = object == null ? 404 : object.path("error").path("code").asInt();
    Reason reason = code >= 500 || code == 429 ? Reason.TROUBLE : Reason.MISSING;
    return new LfsException(
        reason,
        "the LFS server %s does not have the content of %s (%d)".formatted(server, file, code),
        null);
  }

  private Download download(JsonNode object, String file) throws LfsException {
    JsonNode action = object.path("actions").path("download");
    if (!action.hasNonNull("href")) {
      throw refused(file, null);
    }
    Map<String, String> given = new HashMap<>();
    action.path("header").properties().forEach(h -> given.put(h.getKey(), h.getValue().asText()));
    return new Download(server.resolve(action.path("href").asText()), given);
  }
}
