package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.source.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tree with other trees in the places of its submodules. */
final class MountedTree implements SourceTree {
  /** Git's order: a directory's content is compared as {@code name/}. */
  private static final Comparator<TreeEntry> ORDER =
      Comparator.comparing(
          entry -> entry.path().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final SourceTree tree;
  private final Map<String, SourceTree> mounts;
  private final List<TreeEntry> entries;
  private final Map<String, Place> places;

  private record Place(SourceTree tree, TreeEntry inside, TreeEntry outside) {}

  /**
   * Mounts trees.
   *
   * @param mounts trees by the path of the submodule that they replace; closed with this one
   */
  MountedTree(SourceTree tree, Map<String, SourceTree> mounts) {
    this.tree = tree;
    this.mounts = Map.copyOf(mounts);
    List<TreeEntry> all = new ArrayList<>();
    this.places = new HashMap<>();
    for (TreeEntry entry : tree.entries()) {
      SourceTree mount = mounts.get(entry.path());
      if (mount == null) {
        add(all, tree, entry, entry);
      } else {
        mount.entries().forEach(inside -> add(all, mount, inside, below(entry, inside)));
      }
    }
    all.sort(ORDER);
    this.entries = List.copyOf(all);
  }

  private void add(List<TreeEntry> all, SourceTree of, TreeEntry inside, TreeEntry outside) {
    all.add(outside);
    places.put(outside.path(), new Place(of, inside, outside));
  }

  private static TreeEntry below(TreeEntry submodule, TreeEntry inside) {
    return new TreeEntry(
        submodule.path() + "/" + inside.path(), inside.kind(), inside.objectId(), inside.size());
  }

  @Override
  public Commit commit() {
    return tree.commit();
  }

  /** The tree pins the submodules' commits, and so their content. */
  @Override
  public String treeId() {
    return tree.treeId();
  }

  @Override
  public List<TreeEntry> entries() {
    return entries;
  }

  @Override
  public Optional<TreeEntry> find(String path) {
    return Optional.ofNullable(places.get(path)).map(Place::outside);
  }

  @Override
  public Optional<String> readText(String path, int maxBytes) throws IOException {
    Optional<TreeEntry> entry = find(path);
    if (entry.isPresent()) {
      LeavingLinks.refuse(this, entry.get());
    } else {
      LeavingLinks.refuseOnTheWay(this, path);
    }
    return SourceTree.super.readText(path, maxBytes);
  }

  @Override
  public InputStream open(TreeEntry entry) throws IOException {
    Place place = places.get(entry.path());
    if (place == null) {
      throw new IOException("there is no " + entry.path());
    }
    return place.tree().open(place.inside());
  }

  @Override
  public void close() {
    tree.close();
    mounts.values().forEach(SourceTree::close);
  }
}
