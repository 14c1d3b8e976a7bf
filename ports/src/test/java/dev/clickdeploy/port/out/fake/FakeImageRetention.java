package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.KeptImages;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.port.out.ImageRetention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which images are not kept any longer, in memory. */
public final class FakeImageRetention implements ImageRetention {
  private final Object lock;
  private final SettableClock clock;
  private final FakeServiceStore services;
  private final FakeDeploymentStore deployments;
  private final Map<Key, State> states = new HashMap<>();

  private record Key(ServiceId service, ImageDigest digest) {}

  /** Taken, or put back, and until when nobody takes it. */
  private record State(boolean taken, Instant dueAt) {}

  FakeImageRetention(
      Object lock,
      SettableClock clock,
      FakeServiceStore services,
      FakeDeploymentStore deployments) {
    this.lock = lock;
    this.clock = clock;
    this.services = services;
    this.deployments = deployments;
  }

  private record Old(Key key, Instant since) {}

  @Override
  public List<OldImage> take(KeptImages kept, Instant now, Duration lease, int most) {
    synchronized (lock) {
      return services.all().stream()
          .filter(service -> deployments.live(service.id()).isEmpty())
          .flatMap(service -> old(service, kept, now).stream())
          .sorted(Comparator.comparing(Old::since))
          .limit(most)
          .map(old -> take(old.key(), now, lease))
          .toList();
    }
  }

  private List<Old> old(Service service, KeptImages kept, Instant now) {
    List<Old> old = new ArrayList<>();
    Map<ImageDigest, List<Deployment>> images = images(service.id());
    for (Key key : List.copyOf(states.keySet())) {
      if (key.service().equals(service.id()) && states.get(key).taken() && isDue(key)) {
        if (images.containsKey(key.digest())) {
          spare(key);
        } else {
          old.add(new Old(key, states.get(key).dueAt()));
        }
      }
    }
    int place = 0;
    for (Map.Entry<ImageDigest, List<Deployment>> image : images.entrySet()) {
      Key key = new Key(service.id(), image.getKey());
      Instant since =
          image.getValue().stream()
              .map(Deployment::finishedAt)
              .max(Comparator.naturalOrder())
              .orElseThrow();
      boolean isOld = ++place > kept.newest() && !since.isAfter(kept.since(now));
      if (isOld && isDue(key) && !isCurrent(service, key)) {
        old.add(new Old(key, since));
      }
    }
    return old;
  }

  private static boolean isCurrent(Service service, Key key) {
    return service.image().map(PushedImage::digest).filter(key.digest()::equals).isPresent();
  }

  private boolean isDue(Key key) {
    State state = states.get(key);
    return state == null || !state.dueAt().isAfter(clock.instant());
  }

  /** What is kept, the newest first. */
  private Map<ImageDigest, List<Deployment>> images(ServiceId service) {
    Map<ImageDigest, List<Deployment>> images = new LinkedHashMap<>();
    for (Deployment deployment : deployments.succeeded(service)) {
      if (deployment.imageDeletedAt() == null) {
        images.computeIfAbsent(digest(deployment), d -> new ArrayList<>()).add(deployment);
      }
    }
    return images;
  }

  private static ImageDigest digest(Deployment deployment) {
    return Objects.requireNonNull(deployment.image()).digest();
  }

  private List<Deployment> of(Key key) {
    return deployments.succeeded(key.service()).stream()
        .filter(deployment -> digest(deployment).equals(key.digest()))
        .toList();
  }

  private OldImage take(Key key, Instant now, Duration lease) {
    Instant until = clock.instant().plus(lease);
    states.put(key, new State(true, until));
    of(key).stream()
        .filter(deployment -> deployment.imageDeletedAt() == null)
        .forEach(deployment -> deployments.rewrite(deployment.imageDeleted(now)));
    return new OldImage(
        key.service(),
        key.digest(),
        of(key).stream().map(d -> d.image().reference()).distinct().toList(),
        until);
  }

  private void spare(Key key) {
    states.remove(key);
    of(key).forEach(deployment -> deployments.rewrite(deployment.imageKept()));
  }

  private @Nullable Key held(OldImage image) {
    Key key = new Key(image.service(), image.digest());
    return new State(true, image.until()).equals(states.get(key)) ? key : null;
  }

  @Override
  public void deleted(OldImage image) {
    synchronized (lock) {
      Key key = held(image);
      if (key != null) {
        states.remove(key);
      }
    }
  }

  @Override
  public void putBack(OldImage image, Duration pause) {
    synchronized (lock) {
      Key key = held(image);
      if (key != null) {
        spare(key);
        states.put(key, new State(false, clock.instant().plus(pause)));
      }
    }
  }

  @Override
  public boolean isTaken(ServiceId service, ImageDigest image) {
    synchronized (lock) {
      Key key = new Key(service, image);
      return states.containsKey(key) && states.get(key).taken() && !isDue(key);
    }
  }

  void forget(ServiceId service) {
    states.keySet().removeIf(key -> key.service().equals(service));
  }
}
