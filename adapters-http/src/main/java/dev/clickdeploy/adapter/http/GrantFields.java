package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Role;
import dev.clickdeploy.port.in.Tokens.Grant;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a token may do, as clients say it. */
final class GrantFields {
  static final String[] NAMES = {"name", "role", "project", "expiresAt"};
  static final Schema ROLE = Schema.oneOf(Role.values());
  private static final Instant NO_LATER = Instant.parse("9999-12-31T23:59:59Z");

  private GrantFields() {}

  /** The fields beside the role. */
  static Schema in(Schema object) {
    return object
        .with("name", Schema.text())
        .maybe("project", Schema.id().orNull())
        .maybe("expiresAt", Schema.time().orNull());
  }

  static Grant of(Fields fields, Role role) {
    return new Grant(
        fields.required("name", Name::new),
        role,
        fields.optional("project", ProjectId::parse).orElse(null),
        fields.optional("expiresAt", GrantFields::time).orElse(null));
  }

  static Role role(String text) {
    return Arrays.stream(Role.values())
        .filter(role -> word(role).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is none of %s"
                        .formatted(
                            ProblemException.quoted(text),
                            Arrays.stream(Role.values())
                                .map(GrantFields::word)
                                .collect(Collectors.joining(", ")))));
  }

  static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private static Instant time(String text) {
    try {
      Instant time = Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
      if (!time.isAfter(NO_LATER)) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "'%s' is no time such as 2026-12-31T23:59:59Z".formatted(ProblemException.quoted(text)));
  }
}
