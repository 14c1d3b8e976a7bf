package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstIT {
  @Test
  void it_builds() {
    try (BuildKit buildKit = RealParts.buildKit()) {
      System.err.println(buildKit.check());
      var image = RealParts.image();
      for (String df :
          new String[] {
            "FROM scratch\nCOPY . /\n",
            "FROM debian:trixie-slim\n"
                + "WORKDIR /app\n"
                + "COPY . .\n"
                + "RUN echo hello && ls\n"
                + "RUN printf '1\\r"
                + "2\\r"
                + "3\\n"
                + "'; echo uh >&2; echo x > y\n",
            "FROM debian:trixie-slim\nRUN echo before the fall && exit 42\n",
            "FROM debian:trixie-slim\nRUNN true\n",
            "FROM 127.0.0.1:5000/nope:1\n",
            "FROM nope:1\n",
            "FROM debian:trixie-slim\nCOPY nofile /\n",
            "FROM 127.0.0.1:9/nope:1\n",
            "FROM nonexistent.invalid/nope:1\n",
            "FROM\n",
            "FROM debian:trixie-slim\n"
                + "RUN echo b \\\n"
                + "  && echo c \\\n"
                + " && false\n"
                + "COPY --from=zz /x /y\n",
            "FROM debian:trixie-slim as a\n"
                + "RUN sleep 1; false\n"
                + "FROM debian:trixie-slim as b\n"
                + "RUN sleep 300\n"
                + "COPY --from=a /x /x\n"
          }) {
        try {
          System.err.println(
              df
                  + "=> "
                  + buildKit.build(
                      Requests.of(InMemoryTree.of(Map.of("Dockerfile", df, "a/b", "x")))
                          .push(image)
                          .build(),
                      event -> System.err.println(event),
                      new Cancellation()));
        } catch (dev.clickdeploy.port.out.PortException e) {
          System.err.println("PE " + e.getMessage() + " | " + e.failure().mend());
        }
      }
    }
  }
}
