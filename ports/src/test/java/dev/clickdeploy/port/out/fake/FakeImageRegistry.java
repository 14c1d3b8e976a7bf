package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.PortException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A registry in memory. */
public final class FakeImageRegistry implements ImageRegistry {
  private final RegistryHost host;
  private final List<RegistryLogin> logins;
  private final Map<ImageReference, ImageManifest> manifests = new ConcurrentHashMap<>();
  private final List<RegistryLogin> askedAs = new CopyOnWriteArrayList<>();

  /** Under any tag and its digest: what was pushed stays there when its tag moves on. */
  private final Map<String, ImageManifest> pushed = new ConcurrentHashMap<>();

  private final FakeImageCatalog images = new FakeImageCatalog(this);
  private volatile Runnable before = () -> {};
  private volatile @Nullable PortException trouble;

  /** A registry at this host that wants these credentials. */
  public FakeImageRegistry(RegistryHost host, List<RegistryLogin> logins) {
    this.host = host;
    this.logins = List.copyOf(logins);
  }

  /** An open registry at {@code registry.test}. */
  public FakeImageRegistry() {
    this(new RegistryHost("registry.test"), List.of());
  }

  @Override
  public ImageReference reference(Name organization, Name project, Service service, String tag) {
    String id = service.id().toString().replace("-", "");
    String repository =
        slug(organization) + "-" + slug(project) + "/" + slug(service.name()) + "-" + id;
    return new ImageReference(host, repository, tag);
  }

  private static String slug(Name name) {
    String ascii = name.value().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = ascii.length() > 40 ? ascii.substring(0, 40) : ascii;
    String trimmed = cut.replaceAll("^-+|-+$", "");
    return trimmed.isEmpty() ? "x" : trimmed;
  }

  @Override
  public List<RegistryLogin> logins() {
    return logins;
  }

  @Override
  public Optional<ImageManifest> manifest(ImageReference reference, @Nullable RegistryLogin login) {
    ask(login);
    return Optional.ofNullable(manifests.get(reference));
  }

  /** The accounts other than its own by which it was asked for manifests. */
  public List<RegistryLogin> askedAs() {
    return List.copyOf(askedAs);
  }

  @Override
  public Optional<ImageManifest> manifest(PushedImage image, @Nullable RegistryLogin login) {
    before.run();
    ask(login);
    return Optional.ofNullable(pushed.get(image.reference().withTag("any").pinned(image.digest())));
  }

  @Override
  public void prepare(ImageReference reference, @Nullable RegistryLogin login) {
    ask(login);
  }

  @Override
  public FakeImageCatalog images() {
    return images;
  }

  /** The manifest of an image, and under its reference's tag; null when it is not there. */
  @Nullable ImageManifest held(PushedImage image) {
    return pushed.get(image.reference().withTag("any").pinned(image.digest()));
  }

  Map<ImageReference, ImageManifest> tagged() {
    return manifests;
  }

  void ask(@Nullable RegistryLogin login) {
    if (login != null) {
      askedAs.add(login);
    }
    check();
  }

  @Override
  public void check() {
    PortException now = trouble;
    if (now != null) {
      throw now;
    }
  }

  /** Holds this manifest under the reference from now on. */
  public void push(ImageReference reference, ImageManifest manifest) {
    manifests.put(reference, manifest);
    pushed.put(reference.withTag("any").pinned(manifest.digest()), manifest);
  }

  /** Forgets what is under the reference, and whatever else names the same manifest. */
  public void delete(ImageReference reference) {
    ImageManifest gone = manifests.remove(reference);
    if (gone != null) {
      pushed.remove(reference.withTag("any").pinned(gone.digest()));
    }
  }

  /** Forgets the manifest of an image, as a registry that cleans up does. */
  public void forget(PushedImage image) {
    pushed.remove(image.reference().withTag("any").pinned(image.digest()));
  }

  /** Runs this first whenever an image is asked for by its digest; it may block. */
  public void before(Runnable what) {
    before = what;
  }

  /** Everything that it holds. */
  public Map<ImageReference, ImageManifest> manifests() {
    return Map.copyOf(manifests);
  }

  /** From now on every request fails so; null ends the trouble. */
  public void fail(@Nullable PortException how) {
    trouble = how;
  }
}
