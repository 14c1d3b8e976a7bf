package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.buildkit.auth.RegistryAccess;
import dev.clickdeploy.adapter.buildkit.endpoint.Endpoint;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.build.option.CacheExchange;
import dev.clickdeploy.model.build.option.CacheExchange.Export;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The open registry as another machine would see it: not on loopback, and without TLS. */
class PlainHttpIT {
  private static InetAddress address() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("this machine is on no network"));
  }

  private static PlainHttpFront front() throws Exception {
    String[] registry = RealParts.get("registry").split(":", 2);
    return new PlainHttpFront(
        address(), new InetSocketAddress(registry[0], Integer.parseInt(registry[1])));
  }

  private static BuildOutcome build(ImageReference image, RegistryAccess access) {
    List<Endpoint> endpoints = Endpoint.parse(RealParts.get("buildkit.address"), null);
    BuildOptions options =
        BuildOptions.builder()
            .cache(
                new CacheExchange(
                    List.of(), List.of(new Export.Registry(image.withTag("cache"), true, true))))
            .build();
    try (BuildKit buildKit = BuildKit.pool(endpoints, access)) {
      return buildKit.build(
          Requests.of(InMemoryTree.of(Map.of("a", "x")))
              .generated("FROM scratch\nCOPY a /\n")
              .push(image)
              .build()
              .with(options),
          new Events(),
          new Cancellation());
    }
  }

  @Test
  void it_takes_an_image_where_that_is_allowed_and_only_there() throws Exception {
    try (PlainHttpFront front = front()) {
      RegistryHost host = new RegistryHost(address().getHostAddress() + ":" + front.port());
      String repository = "buildkit-it/" + RealParts.unique();
      ImageReference image = new ImageReference(host, repository, "1");
      ImageReference behind =
          new ImageReference(new RegistryHost(RealParts.get("registry")), repository, "1");

      BuildOutcome refused = build(image, RegistryAccess.USUAL);
      assertThat(refused).isInstanceOf(BuildOutcome.Failed.class);
      assertThat(((BuildOutcome.Failed) refused).failure().type())
          .isIn(FailureClass.REGISTRY, FailureClass.INFRASTRUCTURE);
      assertThat(RegistryProbe.open().has(behind)).isFalse();

      BuildOutcome built = build(image, new RegistryAccess(Set.of(host), null));
      assertThat(built).isInstanceOf(BuildOutcome.Built.class);
      assertThat(RegistryProbe.open().digest(behind))
          .isEqualTo(((BuildOutcome.Built) built).digest());
      assertThat(RegistryProbe.open().has(behind.withTag("cache"))).isTrue();
    }
  }
}
