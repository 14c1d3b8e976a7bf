package dev.clickdeploy.adapter.registry.harbor;

import dev.clickdeploy.adapter.registry.OciRegistry;
import dev.clickdeploy.adapter.registry.http.Account;
import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.adapter.registry.http.Pause;
import dev.clickdeploy.adapter.registry.http.RegistryAddress;
import dev.clickdeploy.adapter.registry.http.RegistryHttp;
import dev.clickdeploy.adapter.registry.http.RegistryTrust;
import dev.clickdeploy.adapter.registry.http.Retries;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.port.out.ImageCatalog;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.PortException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Harbor, 2.x: images by the distribution specification, and by its own API what that cannot say.
 * Safe for use by several threads; close it to end its connections, threads and robot accounts.
 */
public final class HarborRegistry implements ImageRegistry, AutoCloseable {
  private final RegistryAddress address;
  private final OciRegistry oci;
  private final RegistryHttp http;
  private final InstantSource clock;
  private final Pause pause;
  private final HarborOptions options;
  private final HarborClient client;
  private final Prepared prepared;
  private final ProjectRobots robots;

  HarborRegistry(
      OciRegistry oci,
      RegistryAddress address,
      Account account,
      RegistryTrust trust,
      HarborOptions options,
      InstantSource clock,
      Pause pause) {
    this.address = address;
    this.oci = oci;
    this.http = new RegistryHttp(trust);
    this.clock = clock;
    this.pause = pause;
    this.options = options;
    this.client = clientOf(account);
    this.prepared = new Prepared(clock);
    this.robots = new ProjectRobots(robots(), options.robotsLife(), clock);
  }

  /**
   * The Harbor at {@code https://host[:port][/project[/prefix]]}. With a project in the URL all
   * images go there; without, each project of an organization has a Harbor project of its own.
   *
   * @param username of a user or, with its prefix, of a robot account
   * @throws IllegalArgumentException when the URL is no such URL
   */
  public static HarborRegistry at(
      String url, String username, Secret password, RegistryTrust trust, HarborOptions options) {
    return new HarborRegistry(
        OciRegistry.at(url, username, password, trust),
        RegistryAddress.parse(url, trust.allowHttp()),
        new Account(username, password),
        trust,
        options,
        InstantSource.system(),
        Thread::sleep);
  }

  private HarborClient clientOf(Account account) {
    return new HarborClient(address, http, new Retries(clock, pause), account);
  }

  private HarborClient client(@Nullable RegistryLogin login) {
    return login == null ? client : clientOf(new Account(login.username(), login.password()));
  }

  /** The host as it stands in image references. */
  public RegistryHost host() {
    return address.host();
  }

  /** The Harbor project has a hash of the project's id: robot accounts hold for all of it. */
  @Override
  public ImageReference reference(Name organization, Name project, Service service, String tag) {
    ImageReference plain = oci.reference(organization, project, service, tag);
    return address.prefix().isEmpty()
        ? new ImageReference(
            plain.host(), ProjectName.distinct(plain.repository(), service.project()), tag)
        : plain;
  }

  @Override
  public List<RegistryLogin> logins() {
    return oci.logins();
  }

  @Override
  public List<RegistryLogin> logins(ImageReference pushed) {
    return options.robots()
        ? List.of(robots.of(Paths.project(pushed)).login(address.host()))
        : oci.logins();
  }

  @Override
  public void prepare(ImageReference reference, @Nullable RegistryLogin login) {
    address.require(reference.host());
    HarborClient asking = client(login);
    prepared.once(
        Paths.project(reference),
        asking.username(),
        () -> new Preparation(asking, new HarborProjects(asking, options)).prepare(reference));
  }

  @Override
  public Optional<Failure> obstacle(ImageReference pushed) {
    address.require(pushed.host());
    return new Obstacles(client, projects()).of(Paths.project(pushed));
  }

  @Override
  public Optional<ImageManifest> manifest(ImageReference reference, @Nullable RegistryLogin login) {
    return oci.manifest(reference, login);
  }

  @Override
  public Optional<ImageManifest> manifest(PushedImage image, @Nullable RegistryLogin login) {
    return oci.manifest(image, login);
  }

  @Override
  public ImageCatalog images() {
    return new HarborImages(oci.images(), this::client);
  }

  /** Its projects and their quotas. */
  public HarborProjects projects() {
    return new HarborProjects(client, options);
  }

  /** Robot accounts of its projects. */
  public HarborRobots robots() {
    return new HarborRobots(client, projects());
  }

  /** Labels of projects and images. */
  public HarborLabels labels() {
    return new HarborLabels(client);
  }

  /** Scans for vulnerabilities. */
  public HarborScans scans() {
    return new HarborScans(artifacts(), new Waiting(clock, pause));
  }

  /** Bills of materials. */
  public HarborSboms sboms() {
    return new HarborSboms(artifacts(), new Waiting(clock, pause));
  }

  private Artifacts artifacts() {
    return new Artifacts(client, images());
  }

  /** How it is. */
  public HarborHealth health() {
    Answer answer = client.get("/health");
    if (answer.status() != 200) {
      throw client.refused(answer);
    }
    return HarborHealth.of(client.json(answer));
  }

  /** Its version, such as {@code v2.16.0}; empty when it does not tell this account. */
  public Optional<String> version() {
    Answer answer = client.get("/systeminfo");
    if (answer.status() != 200) {
      throw client.refused(answer);
    }
    return Optional.of(client.json(answer).path("harbor_version").asText())
        .filter(version -> !version.isEmpty());
  }

  /** Whether what takes and gives images is well, and the account is accepted. */
  @Override
  public void check() {
    List<HarborHealth.Component> obstacles = health().obstacles();
    if (!obstacles.isEmpty()) {
      throw new PortException(
          FailureClass.INFRASTRUCTURE,
          "Harbor %s is not well: %s"
              .formatted(
                  address.host(),
                  obstacles.stream()
                      .map(part -> (part.name() + " " + part.error()).strip())
                      .collect(Collectors.joining(", "))),
          "ask Harbor's operator",
          null);
    }
    oci.check();
  }

  @Override
  public void close() {
    robots.close();
    oci.close();
    http.close();
  }
}
