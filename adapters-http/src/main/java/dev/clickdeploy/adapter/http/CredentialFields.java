package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.Texts;
import dev.clickdeploy.model.source.Credential;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What opens a repository, as clients give it: a token, or a key and perhaps its host's keys. */
final class CredentialFields {
  static final String[] NAMES = {"gitToken", "deployKey", "knownHosts"};
  static final Schema SCHEMA = in(Schema.object("Credential"));
  private static final int LONGEST_TOKEN = 2_000;

  private CredentialFields() {}

  /** These fields in an object that has others too. */
  static Schema in(Schema object) {
    return object
        .maybe("gitToken", Schema.text().orNull())
        .maybe("deployKey", Schema.text().orNull())
        .maybe("knownHosts", Schema.text().orNull());
  }

  /** Null when none is given. */
  static @Nullable Credential of(Fields fields) {
    Optional<Credential> token = fields.optional("gitToken", CredentialFields::token);
    String knownHosts = fields.text("knownHosts").orElse(null);
    Optional<Credential> key =
        fields.optional(
            "deployKey",
            text -> Credential.DeployKey.parse(text, knownHosts == null ? "" : knownHosts));
    if (token.isPresent() && key.isPresent()) {
      throw ProblemException.invalid(
          "a repository opens with one credential; give 'gitToken' or 'deployKey'");
    }
    if (knownHosts != null && key.isEmpty()) {
      throw ProblemException.invalid("the field 'knownHosts' goes with 'deployKey'");
    }
    return token.or(() -> key).orElse(null);
  }

  private static Credential token(String text) {
    return new Credential.Token(Secret.of(Texts.required(text, "the token", LONGEST_TOKEN)));
  }
}
