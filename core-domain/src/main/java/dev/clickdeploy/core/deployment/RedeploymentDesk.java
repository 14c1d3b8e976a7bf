package dev.clickdeploy.core.deployment;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Redeployments;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.out.Storage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes new deployments of earlier ones, each within its caller's scope. */
public final class RedeploymentDesk implements Redeployments {
  private final Storage storage;
  private final DeploymentIntake intake;

  /** Reads from this storage and queues through this intake. */
  public RedeploymentDesk(Storage storage, DeploymentIntake intake) {
    this.storage = storage;
    this.intake = intake;
  }

  @Override
  public Deployment redeploy(Redeploy command) {
    Deployment earlier = deployment(command.scope(), command.deployment());
    Service service = service(command.scope(), earlier.service());
    String key = key("redeploy", earlier, command.idempotencyKey());
    return queue(service, earlier, Trigger.REDEPLOY, key, command.noCache());
  }

  @Override
  public Deployment rollBack(Rollback command) {
    Service service = service(command.scope(), command.service());
    Deployment earlier = deployment(command.scope(), command.to());
    requireImageOf(service, earlier);
    String key = key("rollback", earlier, command.idempotencyKey());
    return queue(service, earlier, Trigger.ROLLBACK, key, false);
  }

  private static void requireImageOf(Service service, Deployment earlier) {
    if (!earlier.service().equals(service.id())) {
      throw conflict(
          "deployment %s is another service's; give one of service %s that succeeded"
              .formatted(earlier.id(), service.id()));
    }
    PushedImage image = earlier.image();
    if (image == null) {
      throw conflict(
          "deployment %s %s and has no image to return to; give one that succeeded"
              .formatted(earlier.id(), state(earlier.status())));
    }
    if (service.image().map(PushedImage::digest).filter(image.digest()::equals).isPresent()) {
      throw conflict(
          "the image of deployment %s, %s, is the service's current one already"
              .formatted(earlier.id(), image.digest()));
    }
    if (earlier.imageDeletedAt() != null) {
      throw conflict(
          "the image of deployment %s is not kept any longer and was deleted from the registry; redeploy %s instead, which builds its commit %s again"
              .formatted(earlier.id(), earlier.id(), earlier.origin().sha().abbreviated()));
    }
  }

  private static String state(DeploymentStatus status) {
    return switch (status) {
      case QUEUED, RUNNING, CANCELLING -> "is " + status.name().toLowerCase(Locale.ROOT);
      case SUCCEEDED, FAILED -> "has " + status.name().toLowerCase(Locale.ROOT);
      case CANCELLED, SUPERSEDED -> "was " + status.name().toLowerCase(Locale.ROOT);
    };
  }

  private Deployment queue(
      Service service, Deployment earlier, Trigger trigger, @Nullable String key, boolean noCache) {
    Origin origin =
        new Origin(
            trigger, earlier.origin().ref(), earlier.origin().sha(), key, noCache, earlier.id());
    return intake.queue(service, origin, earlier.commit());
  }

  /** Of its own for each verb and deployment: another request under the same key is another one. */
  private static @Nullable String key(String verb, Deployment earlier, @Nullable String key) {
    return key == null ? null : "%s:%s:%s".formatted(verb, earlier.id(), key);
  }

  private Deployment deployment(Scope scope, DeploymentId id) {
    return storage
        .deployments()
        .find(scope, id)
        .orElseThrow(() -> RequestException.notFound("deployment", id));
  }

  private Service service(Scope scope, ServiceId id) {
    return storage
        .services()
        .find(scope, id)
        .orElseThrow(() -> RequestException.notFound("service", id));
  }

  private static RequestException conflict(String message) {
    return new RequestException(Reason.CONFLICT, message);
  }
}
