package dev.clickdeploy.model.service;

import dev.clickdeploy.model.image.Materials;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that is deployed again and again: where its source is, how it is built, and its current
 * image.
 *
 * @param pushes which pushes it is deployed for
 * @param currentImage of the last deployment that succeeded; null before one did
 * @param materials what the current image is made of; null where that is not known
 */
public record Service(
    ServiceId id,
    OrganizationId organization,
    ProjectId project,
    Name name,
    RepositoryUrl repository,
    GitRef branch,
    RootDirectory root,
    BuildSettings settings,
    PushRules pushes,
    @Nullable PushedImage currentImage,
    @Nullable Materials materials,
    Instant createdAt) {
  public Service {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(branch, "branch");
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(pushes, "pushes");
    Objects.requireNonNull(createdAt, "createdAt");
    if (materials != null && currentImage == null) {
      throw new IllegalArgumentException("only an image is made of something");
    }
  }

  /** One of whose image nothing else is known. */
  public Service(
      ServiceId id,
      OrganizationId organization,
      ProjectId project,
      Name name,
      RepositoryUrl repository,
      GitRef branch,
      RootDirectory root,
      BuildSettings settings,
      PushRules pushes,
      @Nullable PushedImage currentImage,
      Instant createdAt) {
    this(
        id,
        organization,
        project,
        name,
        repository,
        branch,
        root,
        settings,
        pushes,
        currentImage,
        null,
        createdAt);
  }

  /** One that takes pushes as most services do. */
  public Service(
      ServiceId id,
      OrganizationId organization,
      ProjectId project,
      Name name,
      RepositoryUrl repository,
      GitRef branch,
      RootDirectory root,
      BuildSettings settings,
      @Nullable PushedImage currentImage,
      Instant createdAt) {
    this(
        id,
        organization,
        project,
        name,
        repository,
        branch,
        root,
        settings,
        PushRules.DEFAULT,
        currentImage,
        createdAt);
  }

  /** What its owner says of it. */
  public ServiceSpec spec() {
    return new ServiceSpec(name, repository, branch, root, settings, pushes);
  }

  /** The same service, of which its owner says this now. */
  public Service with(ServiceSpec spec) {
    return new Service(
        id,
        organization,
        project,
        spec.name(),
        spec.repository(),
        spec.branch(),
        spec.root(),
        spec.settings(),
        spec.pushes(),
        currentImage,
        materials,
        createdAt);
  }

  /** The same service with this image as its current one. */
  public Service with(PushedImage image, @Nullable Materials of) {
    return new Service(
        id,
        organization,
        project,
        name,
        repository,
        branch,
        root,
        settings,
        pushes,
        image,
        of,
        createdAt);
  }

  /** The image of the last deployment that succeeded. */
  public Optional<PushedImage> image() {
    return Optional.ofNullable(currentImage);
  }

  /** The full ref ({@code refs/heads/…}) of the service's branch. */
  public GitRef followedRef() {
    return branch.value().startsWith("refs/") ? branch : new GitRef("refs/heads/" + branch);
  }

  /** Whether a push to this full ref ({@code refs/heads/…}) is a push to the service's branch. */
  public boolean follows(String fullRef) {
    return fullRef.equals(followedRef().value());
  }
}
