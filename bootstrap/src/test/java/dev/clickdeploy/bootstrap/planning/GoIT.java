package dev.clickdeploy.bootstrap.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A Go program of a workspace, built and run on stand-ins of the official images. No Go module
 * proxy can be reached everywhere, so its only dependency is a module of the repository.
 */
class GoIT {
  private static final InMemoryTree WORKSPACE =
      InMemoryTree.of(
          Map.of(
              "go.work",
              "go 1.24\n\nuse (\n\t./web\n\t./words\n)\n",
              "words/go.mod",
              "module example.test/words\n\ngo 1.24\n",
              "words/words.go",
              "package words\n\nconst Hello = \"greetings from Go\"\n",
              "web/go.mod",
              "module example.test/web\n\ngo 1.24\n\nrequire example.test/words v0.0.0\n",
              "web/main.go",
              """
              package main

              import (
                "context"
                "fmt"
                "net/http"
                "os"
                "os/signal"
                "syscall"

                "example.test/words"
              )

              func main() {
                ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
                defer stop()
                http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
                  fmt.Fprint(w, words.Hello)
                })
                go http.ListenAndServe(":"+os.Getenv("PORT"), nil)
                <-ctx.Done()
              }
              """));

  @Test
  void a_program_answers_alone_in_its_image_and_heeds_the_stop_signal() {
    try (Trial trial = Trial.of("golang", WORKSPACE)) {
      assertThat(trial.get("/")).isEqualTo("greetings from Go");
      assertThat(trial.inside("id", "-u")).isEqualTo("1000\n");
      assertThat(trial.inside("ls", "/app")).isEqualTo("out\n");
      assertThat(trial.stop()).isZero();
    }
  }
}
