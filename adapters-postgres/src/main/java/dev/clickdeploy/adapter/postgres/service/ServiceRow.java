package dev.clickdeploy.adapter.postgres.service;

import dev.clickdeploy.adapter.postgres.sql.Names;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.Materials;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.model.service.PushRules;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.Superseding;
import dev.clickdeploy.model.service.WatchPaths;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A row of services. */
final class ServiceRow {
  static final String COLUMNS =
      """
      s.id, s.organization_id, s.project_id, s.name, s.repository_url, s.branch, s.root_directory,
      s.dockerfile, s.target, s.build_arg_names, s.build_arg_values, s.install_command,
      s.build_command, s.start_command, s.provider, s.wished_tools, s.wished_versions,
      s.build_packages, s.runtime_packages, s.variable_names, s.variable_values,
      s.deploy_tags, s.watch_paths, s.superseding, s.commit_status, s.image_reference, s.image_digest,
      coalesce(
        (SELECT ARRAY[d.tree_id, d.plan_hash, d.inputs] FROM clickdeploy.deployments d
         WHERE d.id = s.image_deployment_id AND d.inputs IS NOT NULL),
        '{}') AS image_materials,
      s.created_at\
      """;

  /** What an owner says, in the order in which it is bound. */
  private static final String SPEC =
      """
      name, name_folded, repository_url, repository_identity, branch, root_directory, dockerfile,
      target, build_arg_names, build_arg_values, install_command, build_command, start_command,
      provider, wished_tools, wished_versions, build_packages, runtime_packages, variable_names,
      variable_values, deploy_tags, watch_paths, superseding,
      commit_status\
      """;

  private static final String SPEC_VALUES = "?" + ", ?".repeat(23);

  private ServiceRow() {}

  /** Inserts nothing when the name is taken. A new service has no image yet. */
  static Sql insert(Service service) {
    Sql insert =
        Sql.of(
                """
                INSERT INTO clickdeploy.services (id, organization_id, project_id, %s, created_at)
                VALUES (?, ?, ?, %s, ?)
                ON CONFLICT (project_id, name_folded) DO NOTHING
                """
                    .formatted(SPEC, SPEC_VALUES))
            .uuid(service.id().value())
            .uuid(service.organization().value())
            .uuid(service.project().value());
    return spec(insert, service).instant(service.createdAt());
  }

  /** Writes what an owner says of a service. Another repository has another number at its host. */
  static Sql update(Service service) {
    Sql update =
        Sql.of(
            """
            UPDATE clickdeploy.services SET (%s) = ROW (%s),
              hosted_repository = CASE WHEN repository_identity = ? THEN hosted_repository END
            WHERE id = ?
            """
                .formatted(SPEC, SPEC_VALUES));
    return spec(update, service)
        .text(service.repository().identity().value())
        .uuid(service.id().value());
  }

  private static Sql spec(Sql sql, Service service) {
    BuildSettings settings = service.settings();
    Map<String, String> buildArgs = new TreeMap<>(settings.buildArgs());
    sql.text(service.name().value())
        .text(Names.folded(service.name()))
        .text(service.repository().value())
        .text(service.repository().identity().value())
        .text(service.branch().value())
        .text(service.root().path())
        .text(settings.dockerfile())
        .text(settings.target())
        .texts(buildArgs.keySet())
        .texts(buildArgs.values())
        .text(settings.installCommand())
        .text(settings.buildCommand())
        .text(settings.startCommand());
    return overrides(sql, settings.overrides())
        .flag(service.pushes().tags())
        .texts(service.pushes().watched().patterns())
        .text(Row.name(service.pushes().superseding()))
        .flag(service.pushes().commitStatus());
  }

  private static Sql overrides(Sql sql, PlanOverrides overrides) {
    Map<String, String> versions = new TreeMap<>(overrides.versions());
    Map<String, String> variables = new TreeMap<>(overrides.environment());
    return sql.text(overrides.provider())
        .texts(versions.keySet())
        .texts(versions.values())
        .texts(overrides.buildPackages())
        .texts(overrides.runtimePackages())
        .texts(variables.keySet())
        .texts(variables.values());
  }

  static Service read(Row row) throws SQLException {
    return new Service(
        new ServiceId(row.uuid("id")),
        new OrganizationId(row.uuid("organization_id")),
        new ProjectId(row.uuid("project_id")),
        new Name(row.text("name")),
        new RepositoryUrl(row.text("repository_url")),
        new GitRef(row.text("branch")),
        new RootDirectory(row.text("root_directory")),
        settings(row),
        new PushRules(
            row.flag("deploy_tags"),
            new WatchPaths(row.texts("watch_paths")),
            row.constant(Superseding.class, "superseding"),
            row.flag("commit_status")),
        image(row),
        materials(row),
        row.instant("created_at"));
  }

  private static BuildSettings settings(Row row) throws SQLException {
    return new BuildSettings(
        row.textOrNull("dockerfile"),
        row.textOrNull("target"),
        TextMap.read(row, "build_arg_names", "build_arg_values"),
        row.textOrNull("install_command"),
        row.textOrNull("build_command"),
        row.textOrNull("start_command"),
        new PlanOverrides(
            row.textOrNull("provider"),
            TextMap.read(row, "wished_tools", "wished_versions"),
            row.texts("build_packages"),
            row.texts("runtime_packages"),
            TextMap.read(row, "variable_names", "variable_values")));
  }

  private static @Nullable PushedImage image(Row row) throws SQLException {
    Optional<String> reference = Optional.ofNullable(row.textOrNull("image_reference"));
    return reference.isEmpty()
        ? null
        : new PushedImage(
            ImageReference.parse(reference.get()), ImageDigest.parse(row.text("image_digest")));
  }

  /** Of the current image, as its deployment knows it. */
  private static @Nullable Materials materials(Row row) throws SQLException {
    List<String> parts = row.texts("image_materials");
    return parts.isEmpty()
        ? null
        : new Materials(
            parts.get(0), ImageDigest.parse(parts.get(1)), ImageDigest.parse(parts.get(2)));
  }
}
