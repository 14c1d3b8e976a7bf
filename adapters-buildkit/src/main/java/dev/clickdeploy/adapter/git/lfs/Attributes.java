package dev.clickdeploy.adapter.git.lfs;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.AttributesNode;
import org.eclipse.jgit.attributes.AttributesRule;

/**
 * Which paths the {@code .gitattributes} of a repository give to Git LFS (gitattributes(5)): the
 * nearest file that says something about a path's filter decides, and in it the last line.
 */
public final class Attributes {
  private static final String FILTER = "filter";
  private static final String LFS = "lfs";

  private final Map<String, List<AttributesRule>> rules = new HashMap<>();

  /**
   * Reads one {@code .gitattributes}.
   *
   * @param directory where it lies, without slash at the end; empty for the repository's root
   * @throws IOException when it cannot be read
   */
  public void add(String directory, InputStream file) throws IOException {
    AttributesNode node = new AttributesNode();
    node.parse(file);
    List<AttributesRule> filters =
        node.getRules().stream().filter(rule -> filter(rule).isPresent()).toList();
    if (!filters.isEmpty()) {
      rules.put(directory, filters.reversed());
    }
  }

  private static Optional<Attribute> filter(AttributesRule rule) {
    // a later attribute of the same line counts
    return rule.getAttributes().reversed().stream()
        .filter(attribute -> attribute.getKey().equals(FILTER))
        .findFirst();
  }

  /** Whether nothing is given to Git LFS. */
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /** Whether a file, by its path from the repository's root, is given to Git LFS. */
  public boolean isLfs(String path) {
    for (int slash = path.lastIndexOf('/'); ; slash = path.lastIndexOf('/', slash - 1)) {
      String directory = slash < 0 ? "" : path.substring(0, slash);
      Optional<Attribute> filter = nearest(directory, path.substring(slash + 1));
      if (filter.isPresent()) {
        return LFS.equals(filter.get().getValue());
      }
      if (slash < 0) {
        return false;
      }
    }
  }

  private Optional<Attribute> nearest(String directory, String relativePath) {
    return rules.getOrDefault(directory, List.of()).stream()
        .filter(rule -> rule.isMatch(relativePath, false))
        .findFirst()
        .flatMap(Attributes::filter);
  }
}
