package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.Texts;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.model.service.ServiceSpec;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.port.in.Services.CredentialChange;
import dev.clickdeploy.port.in.Services.ServiceChange;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What clients say of a service, when they create it and when they change it. */
final class ServiceFields {
  private static final int SHORTEST_WEBHOOK_SECRET = 16;
  private static final int LONGEST_SECRET = 2_000;
  private static final String[] SPEC = {
    "name", "repository", "branch", "rootDirectory", "build", "pushes"
  };
  private static final String[] BUILD = {
    "dockerfile",
    "target",
    "args",
    "installCommand",
    "buildCommand",
    "startCommand",
    "provider",
    "versions",
    "buildPackages",
    "runtimePackages",
    "environment"
  };
  private static final List<String> CREDENTIALS = List.of("gitToken", "deployKey");

  private ServiceFields() {}

  /** The fields of what a new service is. */
  static Fields creation(JsonNode body) {
    return Fields.of(body, with(CredentialFields.NAMES, "webhookSecret"));
  }

  private static String[] with(String[] credentials, String... more) {
    return Stream.of(SPEC, credentials, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  static ServiceSpec spec(Fields fields) {
    return new ServiceSpec(
        fields.required("name", Name::new),
        fields.required("repository", RepositoryUrl::new),
        fields.optional("branch", GitRef::new).orElseGet(() -> new GitRef("main")),
        fields.optional("rootDirectory", RootDirectory::new).orElse(RootDirectory.REPOSITORY),
        build(fields.object("build", BUILD)),
        PushFields.of(fields.object("pushes", PushFields.NAMES)));
  }

  private static BuildSettings build(Fields fields) {
    try {
      return new BuildSettings(
          fields.text("dockerfile").orElse(null),
          fields.text("target").orElse(null),
          fields.texts("args"),
          fields.text("installCommand").orElse(null),
          fields.text("buildCommand").orElse(null),
          fields.text("startCommand").orElse(null),
          new PlanOverrides(
              fields.text("provider").orElse(null),
              fields.texts("versions"),
              fields.list("buildPackages"),
              fields.list("runtimePackages"),
              fields.texts("environment")));
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("the field 'build' is not accepted: " + e.getMessage());
    }
  }

  /**
   * What a merge patch makes of a service.
   *
   * @param patch whose fields have been {@linkplain #requireKnown looked through}
   */
  static ServiceChange changed(ServiceSpec now, JsonNode patch) {
    JsonNode merged = MergePatch.apply(ServiceView.of(now), patch);
    Fields fields = Fields.of(merged, with(CredentialFields.NAMES));
    return new ServiceChange(spec(fields), credential(patch));
  }

  /** Refuses fields that cannot be changed, those that a merge would leave out too. */
  static void requireKnown(JsonNode patch) {
    Fields fields = Fields.of(patch, with(CredentialFields.NAMES));
    fields.object("build", BUILD);
    fields.object("pushes", PushFields.NAMES);
  }

  /** Either of the two that is null makes the repository a public one. */
  private static CredentialChange credential(JsonNode patch) {
    Fields fields = Fields.of(patch, with(CredentialFields.NAMES));
    return CREDENTIALS.stream().anyMatch(patch::has) || patch.hasNonNull("knownHosts")
        ? new CredentialChange.Replace(CredentialFields.of(fields))
        : new CredentialChange.Keep();
  }

  static Secret webhookSecret(String text) {
    if (text.length() < SHORTEST_WEBHOOK_SECRET) {
      throw new IllegalArgumentException(
          "a webhook secret has at least %d characters".formatted(SHORTEST_WEBHOOK_SECRET));
    }
    return Secret.of(Texts.required(text, "a webhook secret", LONGEST_SECRET));
  }
}
