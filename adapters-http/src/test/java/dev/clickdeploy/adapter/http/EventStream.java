package dev.clickdeploy.adapter.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of server-sent events; closing it leaves the server. */
final class EventStream implements AutoCloseable {
  final HttpResponse<InputStream> response;
  final List<String> comments = new ArrayList<>();
  private final BufferedReader reader;

  private EventStream(HttpResponse<InputStream> response) {
    this.response = response;
    this.reader =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  record Event(@Nullable String id, @Nullable String name, String data) {}

  static EventStream open(HttpRequest.Builder request) throws Exception {
    return new EventStream(
        TestServer.HTTP.send(
            request.header("Accept", "text/event-stream").GET().build(),
            BodyHandlers.ofInputStream()));
  }

  /** The next event; null at the end of the stream. */
  @Nullable Event next() throws IOException {
    String id = null;
    String name = null;
    String data = null;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.isEmpty() && data != null) {
        return new Event(id, name, data);
      } else if (line.startsWith(":")) {
        comments.add(line);
      } else if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      }
    }
    return null;
  }

  /** The texts of the next lines. */
  List<String> texts(int count) throws IOException {
    List<String> texts = new ArrayList<>();
    while (texts.size() < count) {
      Event event = next();
      if (event == null || !"log".equals(event.name())) {
        throw new AssertionError("after " + texts + " came " + event);
      }
      texts.add(Json.read(event.data().getBytes(StandardCharsets.UTF_8)).path("text").asText());
    }
    return texts;
  }

  /** Waits for a comment. */
  void awaitComment() throws IOException {
    for (String line = reader.readLine(); !line.startsWith(":"); line = reader.readLine()) {
      comments.add(line);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
