package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Name;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The repository of a service: {@code organization-project/service-hash}. The words are the display
 * names in ASCII, for people; what keeps two services apart, whatever they are called, is the hash:
 * the first 12 hexadecimal digits of the SHA-256 of the service's id.
 *
 * <p>Words are joined by single dashes, since Harbor accepts no others in the name of a project.
 */
final class RepositoryName {
  private static final int HASH_DIGITS = 12;
  private static final int MAX_TENANT = 40;
  private static final int MAX_SERVICE = 60;

  private RepositoryName() {}

  static String of(Name organization, Name project, Service service) {
    return "%s-%s/%s-%s"
        .formatted(
            slug(organization, "organization", MAX_TENANT),
            slug(project, "project", MAX_TENANT),
            slug(service.name(), "service", MAX_SERVICE),
            hash(service));
  }

  private static String hash(Service service) {
    byte[] id = service.id().toString().getBytes(StandardCharsets.UTF_8);
    String hex = ImageDigest.of(id).value().substring("sha256:".length());
    return hex.substring(0, HASH_DIGITS);
  }

  private static String slug(Name name, String otherwise, int max) {
    String ascii =
        Normalizer.normalize(name.value(), Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String cut = ascii.length() > max ? ascii.substring(0, max).replaceAll("-$", "") : ascii;
    return cut.isEmpty() ? otherwise : cut;
  }
}
