package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.adapter.registry.http.Account;
import dev.clickdeploy.adapter.registry.http.Pause;
import dev.clickdeploy.adapter.registry.http.Refusals;
import dev.clickdeploy.adapter.registry.http.RegistryAddress;
import dev.clickdeploy.adapter.registry.http.RegistryHttp;
import dev.clickdeploy.adapter.registry.http.RegistryTrust;
import dev.clickdeploy.adapter.registry.http.Retries;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.port.out.ImageCatalog;
import dev.clickdeploy.port.out.ImageRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any registry of the OCI distribution specification v1.1: open, with a password, or with a token
 * service. Safe for use by several threads; close it to end its connections and threads.
 */
public final class OciRegistry implements ImageRegistry, AutoCloseable {
  private final RegistryAddress address;
  private final @Nullable Account account;
  private final RegistryHttp http;
  private final InstantSource clock;
  private final Pause pause;
  private final RegistryClient client;
  private final Clients others;

  OciRegistry(
      RegistryAddress address, @Nullable Account account, InstantSource clock, Pause pause) {
    this(address, account, RegistryTrust.USUAL, clock, pause);
  }

  OciRegistry(
      RegistryAddress address,
      @Nullable Account account,
      RegistryTrust trust,
      InstantSource clock,
      Pause pause) {
    this.address = address;
    this.account = account;
    this.http = new RegistryHttp(trust);
    this.clock = clock;
    this.pause = pause;
    this.client = clientOf(account);
    this.others = new Clients(login -> clientOf(new Account(login.username(), login.password())));
  }

  RegistryClient clientOf(@Nullable Account who) {
    Refusals refusals = new Refusals(address.host(), who);
    Retries retries = new Retries(clock, pause);
    TokenSource tokens = new TokenSource(address, http, retries, refusals, who, clock);
    return new RegistryClient(
        address, http, retries, new Authorizer(tokens, refusals, who, clock), refusals);
  }

  /**
   * The registry at {@code https://host[:port][/prefix]}; {@code http://} is for this machine only.
   * Nothing is asked of it before the first call.
   *
   * @param username null for an anonymous client, as is the password then
   * @throws IllegalArgumentException when the URL is no such URL, or one credential is missing
   */
  public static OciRegistry at(String url, @Nullable String username, @Nullable Secret password) {
    return at(url, username, password, RegistryTrust.USUAL);
  }

  /**
   * The same with a certificate authority of one's own, or over plain HTTP to another machine.
   *
   * @throws IllegalArgumentException when the URL is none, or one credential is missing
   */
  public static OciRegistry at(
      String url, @Nullable String username, @Nullable Secret password, RegistryTrust trust) {
    return new OciRegistry(
        RegistryAddress.parse(url, trust.allowHttp()),
        Account.of(username, password),
        trust,
        InstantSource.system(),
        Thread::sleep);
  }

  /** The host as it stands in image references. */
  public RegistryHost host() {
    return address.host();
  }

  @Override
  public ImageReference reference(Name organization, Name project, Service service, String tag) {
    return new ImageReference(
        address.host(), address.prefix() + RepositoryName.of(organization, project, service), tag);
  }

  @Override
  public List<RegistryLogin> logins() {
    return account == null
        ? List.of()
        : List.of(new RegistryLogin(address.host(), account.username(), account.password()));
  }

  @Override
  public Optional<ImageManifest> manifest(ImageReference reference, @Nullable RegistryLogin login) {
    requireHere(reference.host());
    return new ManifestRequest(client(login)).get(reference);
  }

  @Override
  public Optional<ImageManifest> manifest(PushedImage image, @Nullable RegistryLogin login) {
    requireHere(image.reference().host());
    return new ManifestRequest(client(login)).get(image);
  }

  private RegistryClient client(@Nullable RegistryLogin login) {
    if (login == null) {
      return client;
    }
    requireHere(login.host());
    return others.of(login);
  }

  private void requireHere(RegistryHost host) {
    address.require(host);
  }

  @Override
  public void prepare(ImageReference reference, @Nullable RegistryLogin login) {
    requireHere(reference.host());
  }

  @Override
  public ImageCatalog images() {
    return new OciImages(this::client);
  }

  @Override
  public void check() {
    new BaseRequest(client).get();
  }

  @Override
  public void close() {
    http.close();
  }
}
