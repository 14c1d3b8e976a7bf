package dev.clickdeploy.bootstrap.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Maven fetches its own plugins from Maven Central; the app depends on nothing else. */
class JavaIT {
  private static final InMemoryTree APP =
      InMemoryTree.of(
          Map.of(
              "pom.xml",
              """
              <project>
                <modelVersion>4.0.0</modelVersion>
                <groupId>org.example</groupId>
                <artifactId>greeter</artifactId>
                <version>1.0</version>
                <properties>
                  <maven.compiler.release>21</maven.compiler.release>
                  <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                </properties>
                <build><plugins><plugin>
                  <artifactId>maven-jar-plugin</artifactId>
                  <configuration><archive><manifest><mainClass>Greeter</mainClass></manifest></archive></configuration>
                </plugin></plugins></build>
              </project>
              """,
              "src/main/java/Greeter.java",
              """
              import com.sun.net.httpserver.HttpServer;
              import java.net.InetSocketAddress;

              public class Greeter {
                public static void main(String[] args) throws Exception {
                  int port = Integer.parseInt(System.getenv("PORT"));
                  HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
                  server.createContext("/", exchange -> {
                    byte[] body = ("greetings from Java " + Runtime.version().feature()).getBytes();
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                  });
                  server.start();
                }
              }
              """));

  @Test
  void a_maven_app_answers_as_an_ordinary_user_and_ends_when_it_is_asked_to() {
    try (Trial trial = Trial.of("java", APP)) {
      assertThat(trial.get("/")).isEqualTo("greetings from Java 21");
      assertThat(trial.inside("ls", "-A")).isEqualTo("app.jar\n");
      assertThat(trial.inside("id", "-u")).isEqualTo("1000\n");
      assertThat(trial.stop()).isEqualTo(143);
    }
  }
}
