package dev.clickdeploy.adapter.buildkit.failure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.clickdeploy.adapter.buildkit.proto.errors.ErrorStatus;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What comes beside the daemon's error message: JSON in the trailer {@code
 * grpc-status-details-bin}, in spite of its protobuf wrapping (BuildKit, util/grpcerrors). Whatever
 * cannot be read is left out.
 *
 * @param byDaemon whether there are any: a broken connection has none
 * @param source where in the Dockerfile
 * @param vertex digest of the failed step
 * @param exitCode of the failed process, 0 when unknown
 */
record ErrorDetails(
    boolean byDaemon, Optional<SourceLine> source, Optional<String> vertex, int exitCode) {
  private static final Metadata.Key<byte[]> KEY =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A place in a Dockerfile.
   *
   * @param line from 1
   * @param text the line itself, with … in place of a continuation
   * @param lines the whole instruction as it stands there
   */
  record SourceLine(int line, String text, String lines) {}

  static ErrorDetails of(Throwable error) {
    Metadata trailers = Status.trailersFromThrowable(error);
    byte[] bytes = trailers == null ? null : trailers.get(KEY);
    return bytes == null
        ? new ErrorDetails(false, Optional.empty(), Optional.empty(), 0)
        : read(bytes);
  }

  static ErrorDetails read(byte[] bytes) {
    SourceLine source = null;
    String vertex = null;
    int exitCode = 0;
    for (Any any : anys(bytes)) {
      JsonNode json = json(any);
      if (any.getTypeUrl().contains("errdefs.Source")) {
        source = source == null ? line(json) : source;
      } else if (any.getTypeUrl().contains("errdefs.Vertex")) {
        vertex = json.path("digest").asText(vertex);
      } else if (any.getTypeUrl().contains("ExitMessage")) {
        exitCode = json.path("Code").asInt();
      }
    }
    return new ErrorDetails(
        true, Optional.ofNullable(source), Optional.ofNullable(vertex), exitCode);
  }

  private static List<Any> anys(byte[] bytes) {
    try {
      return ErrorStatus.parseFrom(bytes).getDetailsList();
    } catch (InvalidProtocolBufferException e) {
      return List.of();
    }
  }

  private static JsonNode json(Any any) {
    try {
      return JSON.readTree(any.getValue().toByteArray());
    } catch (IOException e) {
      return JSON.nullNode();
    }
  }

  private static @Nullable SourceLine line(JsonNode source) {
    // an instruction of several lines has a range for each
    JsonNode ranges = source.path("ranges");
    int first = ranges.path(0).path("start").path("line").asInt();
    int end = ranges.path(ranges.size() - 1).path("end").path("line").asInt();
    int last = Math.max(first, end);
    if (first < 1) {
      return null;
    }
    List<String> lines = file(source).lines().skip(first - 1L).limit(last - first + 1L).toList();
    String text = lines.isEmpty() ? "" : lines.get(0).strip().replaceFirst("\\s*\\\\$", " …");
    return new SourceLine(first, text, String.join("\n", lines));
  }

  private static String file(JsonNode source) {
    try {
      byte[] data = Base64.getDecoder().decode(source.path("info").path("data").asText());
      return new String(data, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
