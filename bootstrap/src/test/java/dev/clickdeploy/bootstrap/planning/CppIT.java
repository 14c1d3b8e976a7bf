package dev.clickdeploy.bootstrap.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CppIT {
  private static final InMemoryTree APP =
      InMemoryTree.of(
          Map.of(
              "CMakeLists.txt",
              """
              cmake_minimum_required(VERSION 3.20)
              project(greeter CXX)
              add_executable(greeter main.cpp)
              """,
              "main.cpp",
              """
              #include <cstdlib>
              #include <netinet/in.h>
              #include <string>
              #include <sys/socket.h>
              #include <unistd.h>

              int main() {
                int server = socket(AF_INET, SOCK_STREAM, 0);
                sockaddr_in address{};
                address.sin_family = AF_INET;
                address.sin_port = htons(std::stoi(std::getenv("PORT")));
                bind(server, reinterpret_cast<sockaddr*>(&address), sizeof address);
                listen(server, 8);
                const std::string body = "greetings from C++";
                const std::string answer = "HTTP/1.1 200 OK\\r\\nContent-Length: "
                    + std::to_string(body.size()) + "\\r\\n\\r\\n" + body;
                while (true) {
                  int client = accept(server, nullptr, nullptr);
                  char request[4096];
                  if (read(client, request, sizeof request) > 0) {
                    (void)!write(client, answer.data(), answer.size());
                  }
                  close(client);
                }
              }
              """));

  @Test
  void a_cmake_program_answers_without_its_compiler() {
    try (Trial trial = Trial.of("cpp", APP)) {
      assertThat(trial.get("/")).isEqualTo("greetings from C++");
      assertThat(trial.inside("id", "-u")).isEqualTo("1000\n");
      assertThat(trial.inside("sh", "-c", "command -v g++ || echo none")).isEqualTo("none\n");
    }
  }
}
