package dev.clickdeploy.bootstrap.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The index of Hex is not at hand, so the app depends on nothing. */
class ElixirIT {
  private static final InMemoryTree APP =
      InMemoryTree.of(
          Map.of(
              "mix.exs",
              """
              defmodule Greeter.MixProject do
                use Mix.Project

                def project do
                  [app: :greeter, version: "0.1.0", elixir: "~> 1.14"]
                end

                def application do
                  [mod: {Greeter, []}]
                end
              end
              """,
              "config/runtime.exs",
              """
              import Config
              config :greeter, port: String.to_integer(System.fetch_env!("PORT"))
              """,
              "lib/greeter.ex",
              """
              defmodule Greeter do
                use Application

                def start(_type, _args) do
                  port = Application.fetch_env!(:greeter, :port)
                  {:ok, socket} = :gen_tcp.listen(port, [:binary, active: false, reuseaddr: true])
                  Task.start_link(fn -> serve(socket) end)
                end

                defp serve(socket) do
                  {:ok, client} = :gen_tcp.accept(socket)
                  {:ok, _} = :gen_tcp.recv(client, 0)
                  body = "greetings from Elixir"
                  :gen_tcp.send(client, "HTTP/1.1 200 OK\\r\\nContent-Length: #{byte_size(body)}\\r\\n\\r\\n#{body}")
                  :gen_tcp.close(client)
                  serve(socket)
                end
              end
              """));

  @Test
  void a_release_answers_as_an_ordinary_user_and_ends_when_it_is_asked_to() {
    try (Trial trial = Trial.of("elixir", APP)) {
      assertThat(trial.get("/")).isEqualTo("greetings from Elixir");
      assertThat(trial.inside("id", "-u")).isEqualTo("1000\n");
      assertThat(trial.inside("ls")).doesNotContain("mix.exs").contains("releases");
      assertThat(trial.stop()).isZero();
    }
  }
}
