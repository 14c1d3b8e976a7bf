package dev.clickdeploy.core.retention;

import dev.clickdeploy.core.job.Interruptible;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.ImageRetention.OldImage;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.Storage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deletes one image wherever its service pushed it, by the service's own account if it has one. */
record ImageDeletion(Storage storage, ImageRegistry registry) {
  /**
   * Returns when the registry has it no more; one that is not there any more is as good.
   *
   * @throws PortException saying what the registry refuses and how to mend it
   * @throws java.util.concurrent.CancellationException when it was stopped
   */
  void run(OldImage image, Cancellation stop) {
    for (ImageReference reference : onePerRepository(image).values()) {
      requireHere(image, reference);
      delete(new PushedImage(reference, image.digest()), login(image, reference.host()), stop);
    }
  }

  /** An image goes with all tags that its repository has for it. */
  private static Map<ImageReference, ImageReference> onePerRepository(OldImage image) {
    Map<ImageReference, ImageReference> repositories = new LinkedHashMap<>();
    image.references().forEach(r -> repositories.putIfAbsent(r.withTag("any"), r));
    return repositories;
  }

  private void delete(PushedImage image, @Nullable RegistryLogin login, Cancellation stop) {
    Interruptible.call(stop, () -> true, () -> registry.images().delete(image, login));
  }

  private @Nullable RegistryLogin login(OldImage image, RegistryHost host) {
    return storage
        .vault()
        .inputs(image.service())
        .registryCredential()
        .map(own -> own.at(host))
        .orElse(null);
  }

  /** Neither asks another registry, nor gives it a password. */
  private void requireHere(OldImage image, ImageReference reference) {
    Optional<RegistryHost> here =
        storage.services().load(image.service()).flatMap(service -> host(service, reference));
    if (here.isPresent() && !here.get().equals(reference.host())) {
      throw new PortException(
          FailureClass.REGISTRY,
          "it is in %s, which is not the present registry, %s"
              .formatted(reference.host(), here.get()),
          "delete what was pushed there by hand",
          null);
    }
  }

  private Optional<RegistryHost> host(Service service, ImageReference reference) {
    Scope scope = Scope.of(service.organization());
    return storage
        .tenants()
        .organization(service.organization())
        .flatMap(
            organization ->
                storage
                    .tenants()
                    .project(scope, service.project())
                    .map(
                        project ->
                            registry
                                .reference(
                                    organization.name(), project.name(), service, reference.tag())
                                .host()));
  }
}
