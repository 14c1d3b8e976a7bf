package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.option.Attestations;
import dev.clickdeploy.model.build.option.Attestations.Provenance;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a daemon has on its disk after a build: snapshots, layers, history, databases, its log. */
class NothingKeptIT {
  @TempDir private Path home;

  @Test
  void neither_secrets_nor_the_registrys_password_stay_on_the_daemons_disk() throws Exception {
    String secret = "a-secret-" + RealParts.unique();
    String told = "told-" + RealParts.unique();
    String password = RealParts.get("auth.password");
    try (OwnEngine engine = OwnEngine.start(home)) {
      build(engine, secret, told);
      engine.kill();

      assertThat(filesWith(home, told)).as("the search finds what is there").isNotEmpty();
      for (String hidden : List.of(secret, password)) {
        String encoded =
            Base64.getEncoder().encodeToString(hidden.getBytes(StandardCharsets.UTF_8));
        assertThat(filesWith(home, hidden)).isEmpty();
        assertThat(filesWith(home, encoded)).isEmpty();
      }
    }
  }

  private static void build(OwnEngine engine, String secret, String told) {
    ImageReference image =
        ImageReference.parse(RealParts.get("auth.registry") + "/it/" + RealParts.unique() + ":1");
    RegistryLogin login =
        new RegistryLogin(
            image.host(),
            RealParts.get("auth.username"),
            Secret.of(RealParts.get("auth.password")));
    Requests requests =
        Requests.of(InMemoryTree.empty())
            .generated(
                "FROM debian:trixie-slim\n"
                    + "RUN --mount=type=secret,id=token,required=true sha256sum /run/secrets/token"
                    + " > /digest; echo "
                    + told
                    + "\n")
            .push(image)
            .login(login)
            .options(
                BuildOptions.builder()
                    .secret("token", Secret.of(secret))
                    .attestations(Attestations.of(Provenance.MAX)));
    Events events = new Events();
    try (BuildKit buildKit = BuildKit.connect(engine.address())) {
      BuildOutcome outcome = buildKit.build(requests.build(), events, new Cancellation());
      assertThat(outcome).as("%s", events.all()).isInstanceOf(BuildOutcome.Built.class);
    }
  }

  private static List<Path> filesWith(Path directory, String text) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file :
          files.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).toList()) {
        byte[] bytes = uncompressed(Files.readAllBytes(file));
        if (new String(bytes, StandardCharsets.ISO_8859_1).contains(text)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private static byte[] uncompressed(byte[] bytes) throws IOException {
    boolean gzip = bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    return gzip ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
  }
}
