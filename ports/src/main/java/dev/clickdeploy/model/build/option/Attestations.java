package dev.clickdeploy.model.build.option;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statements about the image, pushed beside it (in-toto). With any of them the pushed digest is
 * that of an index.
 *
 * @param bill the bill of materials (SBOM), null for none
 */
public record Attestations(Provenance provenance, @Nullable Sbom bill) {
  /** The image only. */
  public static final Attestations NONE = new Attestations(Provenance.NONE, null);

  public Attestations {
    Objects.requireNonNull(provenance, "provenance");
  }

  /** Only where the image comes from. */
  public static Attestations of(Provenance provenance) {
    return new Attestations(provenance, null);
  }

  /** The bill of materials, when one was asked for. */
  public Optional<Sbom> sbom() {
    return Optional.ofNullable(bill);
  }

  /** How much is told of the image's origin (SLSA). */
  public enum Provenance {
    NONE,
    /** Materials and times, no build arguments. */
    MIN,
    /** Also arguments, the Dockerfile and every step. */
    MAX
  }

  /**
   * A bill of materials.
   *
   * @param generator image of the scanner, which the builder pulls and runs; null for the builder's
   *     default
   */
  public record Sbom(@Nullable String generator) {}
}
