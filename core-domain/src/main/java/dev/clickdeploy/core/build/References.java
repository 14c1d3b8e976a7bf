package dev.clickdeploy.core.build;

import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.port.out.ImageRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Under which references an image is pushed.
 *
 * @param pinned the one that names the commit; nothing else is ever pushed under it
 * @param all every reference, the commit's first
 */
record References(ImageReference pinned, List<ImageReference> all) {
  private static final int LONGEST_TAG = 128;

  static References of(Subject subject, ImageRegistry registry) {
    CommitSha sha = subject.deployment().origin().sha();
    ImageReference pinned =
        registry.reference(
            subject.organization(), subject.project(), subject.service(), sha.abbreviated());
    List<ImageReference> all = new ArrayList<>(List.of(pinned));
    branchTag(subject.service(), subject.deployment().origin().ref())
        .map(pinned::withTag)
        .ifPresent(all::add);
    return new References(pinned, List.copyOf(all));
  }

  /** The tag that moves with the service's branch; none for any other ref. */
  static Optional<String> branchTag(Service service, GitRef ref) {
    String branch = service.branch().shortName();
    boolean isBranch =
        ref.equals(service.branch()) || ref.value().equals(branch) || service.follows(ref.value());
    return isBranch && !CommitSha.looksLike(branch) ? Optional.of(tag(branch)) : Optional.empty();
  }

  private static String tag(String branch) {
    String clean = branch.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[.-]+", "");
    // what reads as a commit's tag would overwrite one, and "latest" is pulled by those who ask
    // for nothing
    boolean ambiguous = clean.isEmpty() || clean.equals("latest") || clean.matches("[0-9a-f]{12}");
    String tag = ambiguous ? "branch-" + clean : clean;
    return tag.length() > LONGEST_TAG ? tag.substring(0, LONGEST_TAG) : tag;
  }
}
