package dev.clickdeploy.adapter.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A strong entity-tag (RFC 9110, section 8.8.3): the hash of a representation, so that two are
 * equal exactly when the bytes are.
 */
record EntityTag(String value) {
  private static final int BYTES = 16;

  static EntityTag of(byte[] representation) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(representation);
      String text =
          Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, BYTES);
      return new EntityTag('"' + text + '"');
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether If-Match names it: no weak tag does (section 13.1.1). */
  boolean matches(String header) {
    return tags(header).anyMatch(tag -> tag.equals("*") || tag.equals(value));
  }

  /** Whether If-None-Match names it, be it as a weak one (section 13.1.2). */
  boolean isKnownBy(Optional<String> header) {
    return header.stream()
        .flatMap(EntityTag::tags)
        .anyMatch(tag -> tag.equals("*") || tag.equals(value) || tag.equals("W/" + value));
  }

  private static Stream<String> tags(String header) {
    return Stream.of(header.split(",")).map(String::strip);
  }
}
