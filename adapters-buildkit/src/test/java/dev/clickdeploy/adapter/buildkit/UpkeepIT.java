package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.adapter.buildkit.upkeep.CacheRecord;
import dev.clickdeploy.adapter.buildkit.upkeep.Prune;
import dev.clickdeploy.adapter.buildkit.upkeep.Worker;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpkeepIT {
  private final Transfers transfers = new Transfers();
  private final String unique = RealParts.unique();
  private final BuildKit buildKit =
      BuildKit.connect(RealParts.get("buildkit.address"), Tuning.DEFAULT.hearing(transfers));

  @AfterEach
  void close() {
    buildKit.close();
  }

  private void build(Requests requests) {
    assertThat(buildKit.build(requests.build(), new Events(), new Cancellation()))
        .isInstanceOf(BuildOutcome.Built.class);
  }

  @Test
  void workers_tell_what_they_are() {
    Worker worker = buildKit.upkeep().workers().getFirst();

    assertThat(worker.endpoint()).isEqualTo(RealParts.get("buildkit.address"));
    assertThat(worker.id()).isNotEmpty();
    assertThat(worker.platforms().getFirst()).hasToString("linux/amd64");
    assertThat(worker.labels()).containsKey("org.mobyproject.buildkit.worker.snapshotter");
  }

  @Test
  void a_step_is_kept_until_it_is_pruned() {
    Requests requests =
        Requests.of(InMemoryTree.empty())
            .generated("FROM debian:trixie-slim\nRUN head -c 100000 /dev/zero > /" + unique + "\n");
    String filter = "description~=" + unique;
    Instant before = Instant.now().minusSeconds(5);
    build(requests);

    CacheRecord kept = buildKit.upkeep().diskUsage(List.of(filter)).getFirst();
    List<CacheRecord> removed = buildKit.upkeep().prune(Prune.matching("id==" + kept.id()));

    assertThat(kept.type()).isEqualTo("regular");
    assertThat(kept.size()).isGreaterThanOrEqualTo(100_000);
    assertThat(kept.inUse()).isFalse();
    assertThat(kept.createdAt()).isBetween(before, Instant.now().plusSeconds(5));
    assertThat(removed).extracting(CacheRecord::id).contains(kept.id());
    assertThat(buildKit.upkeep().diskUsage(List.of(filter))).isEmpty();
  }

  @Test
  void after_its_uploads_were_pruned_a_daemon_gets_everything_again_and_right() throws Exception {
    // a size of its own tells these uploads from what others do with the engine meanwhile
    int size = 3_000_000 + (int) (System.nanoTime() % 500_000);
    InMemoryTree tree = InMemoryTree.of(Map.of("small", unique)).with("large", new byte[size]);
    Requests requests =
        Requests.of(tree).scope(unique).generated("FROM scratch\nCOPY . /" + unique + "/\n");
    Instant before = Instant.now().minusSeconds(5);
    build(requests);
    transfers.take();

    String[] ours =
        buildKit.upkeep().diskUsage(List.of("type==source.local")).stream()
            .filter(record -> record.createdAt().isAfter(before))
            .filter(record -> Math.abs(record.size() - size) < 100_000)
            .map(record -> "id==" + record.id())
            .toArray(String[]::new);
    assertThat(ours).isNotEmpty();
    buildKit.upkeep().prune(Prune.matching(ours));
    for (CacheRecord copied : buildKit.upkeep().diskUsage(List.of("description~=" + unique))) {
      buildKit.upkeep().prune(Prune.matching("id==" + copied.id()));
    }
    ImageReference image = RealParts.image();
    build(requests.push(image));

    assertThat(transfers.take()).contains("context:small", "context:large");
    Map<String, TarEntry> files = RegistryProbe.open().files(image);
    assertThat(files.get(unique + "/small").text()).isEqualTo(unique);
    assertThat(files.get(unique + "/large").content()).hasSize(size).containsOnly(0);
  }

  @Test
  void a_daemon_that_is_not_there_is_named() {
    try (BuildKit nowhere = BuildKit.connect("tcp://127.0.0.1:9")) {
      assertThatThrownBy(() -> nowhere.upkeep().workers())
          .isInstanceOf(PortException.class)
          .hasMessageContaining("tcp://127.0.0.1:9");
    }
  }
}
