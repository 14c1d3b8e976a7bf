package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.Texts;
import dev.clickdeploy.model.image.RegistryCredential;
import dev.clickdeploy.model.service.KeptValues;
import dev.clickdeploy.model.service.KeptValues.KeptValue;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ValueChanges;
import dev.clickdeploy.model.service.ValueKind;
import dev.clickdeploy.port.in.BuildValues;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What builds are given: set and removed by name, and never shown. */
final class ValueRoutes {
  private static final String SERVICE = Route.API + "/services/{id}";
  private static final String REGISTRY = SERVICE + "/registry-credential";
  private static final int LONGEST_PASSWORD = 10_000;

  private static final Schema CHANGES = Schema.map(Schema.text().orNull());
  private static final Schema KEPT =
      Schema.object("KeptValue").with("name", Schema.text()).with("setAt", Schema.time());
  private static final Schema ENVIRONMENT = names("EnvironmentNames", "environment");
  private static final Schema SECRETS = names("SecretNames", "secrets");
  private static final Schema ACCOUNT =
      Schema.object("RegistryCredential")
          .with("set", Schema.flag())
          .with("setAt", Schema.time().orNull());
  private static final Schema NEW_ACCOUNT =
      Schema.object("NewRegistryCredential")
          .maybe("username", Schema.text().orNull())
          .maybe("password", Schema.text().orNull());

  private final BuildValues values;

  ValueRoutes(BuildValues values) {
    this.values = values;
  }

  private static Schema names(String schema, String field) {
    return Schema.object(schema)
        .with(field, Schema.list(KEPT))
        .with("next", Schema.text().orNull());
  }

  List<Route> routes() {
    return List.of(
        Route.get(SERVICE + "/environment", Access.VIEWER, r -> names(r, ValueKind.ENVIRONMENT))
            .describe("listEnvironment", "The names of the variables that builds are given")
            .answers(200, ENVIRONMENT),
        Route.patch(SERVICE + "/environment", Access.OWNER, r -> change(r, ValueKind.ENVIRONMENT))
            .describe("changeEnvironment", "Sets variables by their names; null removes one")
            .takes(CHANGES)
            .answers(200, ENVIRONMENT)
            .refuses(Problem.CONFLICT),
        Route.get(SERVICE + "/secrets", Access.VIEWER, r -> names(r, ValueKind.SECRET))
            .describe("listSecrets", "The names of the secrets that builds are given")
            .answers(200, SECRETS),
        Route.patch(SERVICE + "/secrets", Access.OWNER, r -> change(r, ValueKind.SECRET))
            .describe("changeSecrets", "Sets secrets by their names; null removes one")
            .takes(CHANGES)
            .answers(200, SECRETS)
            .refuses(Problem.CONFLICT),
        Route.get(REGISTRY, Access.VIEWER, this::registryCredential)
            .describe(
                "getRegistryCredential", "Whether the service has an account of its own there")
            .answers(200, ACCOUNT),
        Route.put(REGISTRY, Access.OWNER, this::changeRegistryCredential)
            .describe("putRegistryCredential", "Its account there; an empty object removes it")
            .takes(NEW_ACCOUNT)
            .answers(204));
  }

  private Answer names(Request request, ValueKind kind) {
    ServiceId id = request.id("service", ServiceId::parse);
    return view(values.kept(request.scope(), id), kind);
  }

  private Answer change(Request request, ValueKind kind) {
    ServiceId id = request.id("service", ServiceId::parse);
    ValueChanges changes = changes(request.mergePatch(), kind);
    return view(values.change(request.scope(), id, changes), kind);
  }

  private static ValueChanges changes(JsonNode patch, ValueKind kind) {
    if (!patch.isObject()) {
      throw ProblemException.invalid("the body must be an object of names and values");
    }
    Map<String, Secret> set = new HashMap<>();
    Set<String> removed = new HashSet<>();
    for (Map.Entry<String, JsonNode> value : patch.properties()) {
      if (value.getValue().isNull()) {
        removed.add(value.getKey());
      } else {
        set.put(value.getKey(), secret(value.getKey(), value.getValue()));
      }
    }
    try {
      return new ValueChanges(kind, set, removed);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static Secret secret(String name, JsonNode value) {
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw ProblemException.invalid(
          "'%s' must be a string of at least one character; null removes it"
              .formatted(ProblemException.quoted(name)));
    }
    return Secret.of(value.textValue());
  }

  private static Answer view(KeptValues kept, ValueKind kind) {
    String field =
        switch (kind) {
          case ENVIRONMENT -> "environment";
          case SECRET -> "secrets";
        };
    ObjectNode view = Json.object();
    view.set(field, Json.array(kept.of(kind), ValueRoutes::view));
    return Answer.json(200, view.putNull("next"));
  }

  private static ObjectNode view(KeptValue value) {
    return Json.object().put("name", value.name()).put("setAt", value.setAt().toString());
  }

  private Answer registryCredential(Request request) {
    ServiceId id = request.id("service", ServiceId::parse);
    KeptValues kept = values.kept(request.scope(), id);
    return Answer.json(
        200,
        Json.object()
            .put("set", kept.registryCredential().isPresent())
            .put("setAt", kept.registryCredential().map(Object::toString).orElse(null)));
  }

  /** An empty object removes it. */
  private Answer changeRegistryCredential(Request request) {
    ServiceId id = request.id("service", ServiceId::parse);
    Fields fields = Fields.of(request.json(), "username", "password");
    values.changeRegistryCredential(request.scope(), id, credential(fields));
    return Answer.empty(204);
  }

  private static @Nullable RegistryCredential credential(Fields fields) {
    Optional<String> username = fields.text("username");
    Optional<Secret> password = fields.optional("password", ValueRoutes::password);
    if (username.isEmpty() && password.isEmpty()) {
      return null;
    }
    if (username.isEmpty() || password.isEmpty()) {
      throw ProblemException.invalid(
          "a registry credential is 'username' and 'password'; give both, or neither to remove it");
    }
    try {
      return new RegistryCredential(username.get(), password.get());
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("the credential is not accepted: " + e.getMessage());
    }
  }

  private static Secret password(String text) {
    return Secret.of(Texts.required(text, "the password", LONGEST_PASSWORD));
  }
}
