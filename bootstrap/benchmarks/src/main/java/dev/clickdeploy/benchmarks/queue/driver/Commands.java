package dev.clickdeploy.benchmarks.queue.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The verbs: open, enqueue, drain, latency, stop, close. The npm driver has the same. */
final class Commands {
  /** Jobs that go into one call of a bulk enqueue. */
  private static final int BATCH = 1000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final QueueFactory factory;
  private @Nullable QueueUnderTest queue;
  private Payloads payloads = new Payloads(0);
  private Handled handled = new Handled(0);

  Commands(QueueFactory factory) {
    this.factory = factory;
  }

  ObjectNode answer(JsonNode command) throws Exception {
    ObjectNode answer = JSON.createObjectNode();
    String verb = command.required("verb").textValue();
    switch (verb) {
      case "open" -> open(Terms.of(command));
      case "enqueue" -> enqueue(command.required("jobs").intValue());
      case "drain" -> drain(command, answer);
      case "latency" -> latency(command, answer);
      case "stop" -> stop(answer);
      case "close" -> close();
      default -> throw new IllegalArgumentException("unknown verb " + verb);
    }
    return answer;
  }

  private void open(Terms terms) throws Exception {
    payloads = new Payloads(terms.payload());
    queue = factory.open(terms);
  }

  private QueueUnderTest queue() {
    return Objects.requireNonNull(queue, "open comes first");
  }

  private void enqueue(int jobs) throws Exception {
    for (int from = 0; from < jobs; from += BATCH) {
      List<String> batch = new ArrayList<>();
      for (int i = from; i < Math.min(from + BATCH, jobs); i++) {
        batch.add(payloads.of(i));
      }
      queue().enqueue(batch);
    }
  }

  /** Starts the workers and answers when enough is handled or the time is over; they go on. */
  private void drain(JsonNode command, ObjectNode answer) throws Exception {
    handled = new Handled(command.required("jobs").intValue());
    Handled counter = handled;
    queue().startWorkers(payload -> counter.job());
    List<Integer> seconds =
        counter.await(Duration.ofSeconds(command.required("seconds").intValue()));
    answer.put("nanos", counter.nanos()).put("handled", counter.count());
    ArrayNode timeline = answer.putArray("seconds");
    seconds.forEach(timeline::add);
  }

  private void latency(JsonNode command, ObjectNode answer) throws Exception {
    int jobs = command.required("jobs").intValue();
    OpenLoop loop = new OpenLoop(queue(), payloads, jobs);
    queue().startWorkers(loop::job);
    Duration patience = Duration.ofSeconds(command.required("patience").intValue());
    List<Long> latencies = loop.run(command.required("perSecond").intValue(), patience);
    ArrayNode micros = answer.putArray("micros");
    latencies.forEach(micros::add);
  }

  private void stop(ObjectNode answer) throws Exception {
    queue().stopWorkers();
    answer.put("handled", handled.count());
  }

  private void close() throws Exception {
    queue().close();
    queue = null;
  }
}
