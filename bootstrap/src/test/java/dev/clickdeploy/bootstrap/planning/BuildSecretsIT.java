package dev.clickdeploy.bootstrap.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.bootstrap.e2e.RegistryProbe;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A build step reads a secret, and nothing of it but what the step makes of it is kept. */
class BuildSecretsIT {
  private static final String NAME = "SIGN_KEY";

  private final String secret = "s3cret-" + UUID.randomUUID();

  private static final InMemoryTree NODE =
      InMemoryTree.of(
          Map.of(
              "package.json",
              "{\"name\":\"signed\",\"scripts\":{\"build\":\"node sign.js\",\"start\":\"node"
                  + " server.js\"}}",
              "railpack.json",
              "{\"steps\":{\"build\":{\"secrets\":[\"SIGN_KEY\"]}}}",
              "sign.js",
              """
              const hash = require('crypto').createHash('sha256').update(process.env.SIGN_KEY);
              require('fs').writeFileSync('signature.txt', hash.digest('hex'));
              """,
              "server.js",
              """
              const signature = require('fs').readFileSync('signature.txt');
              require('http').createServer((q, r) => r.end(signature)).listen(process.env.PORT);
              """));

  private static final InMemoryTree PYTHON =
      InMemoryTree.of(
          Map.of(
              "requirements.txt",
              "",
              "railpack.json",
              "{\"steps\":{\"build\":{\"commands\":[\"python"
                  + " sign.py\"],\"secrets\":[\"SIGN_KEY\"]}}}",
              "sign.py",
              """
              import hashlib
              import os

              with open("signature.txt", "w") as file:
                  file.write(hashlib.sha256(os.environ["SIGN_KEY"].encode()).hexdigest())
              """,
              "main.py",
              """
              import os
              from wsgiref.simple_server import make_server


              def answer(environ, start_response):
                  start_response("200 OK", [("Content-Type", "text/plain")])
                  return [open("signature.txt", "rb").read()]


              make_server("0.0.0.0", int(os.environ["PORT"]), answer).serve_forever()
              """));

  @Test
  void a_node_build_signs_with_a_secret_that_is_nowhere_afterwards() throws Exception {
    assertSigned("secret-node", NODE);
  }

  @Test
  void a_python_build_signs_with_a_secret_that_is_nowhere_afterwards() throws Exception {
    assertSigned("secret-python", PYTHON);
  }

  private void assertSigned(String name, InMemoryTree tree) throws Exception {
    BuildOptions options = BuildOptions.builder().secret(NAME, Secret.of(secret)).build();
    String signature =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.UTF_8)));

    // a daemon does not build anew because a secret is another one
    InMemoryTree fresh = tree.with("build-number", UUID.randomUUID().toString());
    try (Trial trial = Trial.of(name, fresh, BuildSettings.DETECT, options)) {
      assertThat(trial.get("/")).isEqualTo(signature);
      assertThat(trial.inside("env")).doesNotContain(NAME, secret);
      String layers = RegistryProbe.layers(trial.image());
      assertThat(layers.contains(signature)).as("the layers are searched").isTrue();
      assertThat(layers.contains(secret)).as("the secret is in a layer").isFalse();
      assertThat(RegistryProbe.config(trial.image()).toString()).doesNotContain(secret);
      assertThat(String.join("\n", trial.buildLog())).doesNotContain(secret);
    }
  }
}
