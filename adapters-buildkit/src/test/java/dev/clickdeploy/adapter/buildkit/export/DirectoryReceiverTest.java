package dev.clickdeploy.adapter.buildkit.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.clickdeploy.adapter.buildkit.proto.fsutil.Packet;
import dev.clickdeploy.adapter.buildkit.proto.fsutil.Packet.PacketType;
import dev.clickdeploy.adapter.buildkit.proto.fsutil.Stat;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a daemon, honest or not, can make of a directory. */
class DirectoryReceiverTest {
  private static final int DIRECTORY = 1 << 31;
  private static final int SYMLINK = 1 << 27;
  private static final int DEVICE = 1 << 26;

  private final List<Packet> answers = new ArrayList<>();
  private final List<IOException> troubles = new ArrayList<>();
  private boolean completed;
  private boolean refused;
  @TempDir private Path parent;
  private Path root;
  private DirectoryReceiver receiver;

  @BeforeEach
  void open() {
    root = parent.resolve("result");
    receiver =
        new DirectoryReceiver(
            root,
            new StreamObserver<>() {
              @Override
              public void onNext(Packet packet) {
                answers.add(packet);
              }

              @Override
              public void onError(Throwable cause) {
                refused = true;
              }

              @Override
              public void onCompleted() {
                completed = true;
              }
            },
            troubles::add);
  }

  private void stat(String path, int mode, String link) {
    receiver.onNext(
        Packet.newBuilder()
            .setType(PacketType.PACKET_STAT)
            .setStat(
                Stat.newBuilder()
                    .setPath(path)
                    .setMode(mode)
                    .setLinkname(link)
                    .setModTime(42_000_000_000L))
            .build());
  }

  private void listed() {
    receiver.onNext(Packet.newBuilder().setType(PacketType.PACKET_STAT).build());
  }

  private void data(int id, String text) {
    receiver.onNext(
        Packet.newBuilder()
            .setType(PacketType.PACKET_DATA)
            .setID(id)
            .setData(ByteString.copyFromUtf8(text))
            .build());
  }

  private void fin() {
    receiver.onNext(Packet.newBuilder().setType(PacketType.PACKET_FIN).build());
  }

  @Test
  void everything_is_in_its_place_before_the_daemon_may_end_its_build() throws Exception {
    stat("bin", DIRECTORY | 0555, "");
    stat("current", SYMLINK | 0777, "bin");
    stat("file", 0644, "");
    listed();
    data(2, "");

    assertThat(answers.getLast().getType()).isEqualTo(PacketType.PACKET_FIN);
    assertThat(Files.readSymbolicLink(root.resolve("current"))).hasToString("bin");
    assertThat(Files.getLastModifiedTime(root.resolve("bin")).toMillis()).isEqualTo(42_000);
  }

  @Test
  void a_daemon_that_ends_before_everything_has_come_is_told_of() {
    stat("file", 0644, "");
    listed();
    fin();

    assertThat(troubles).singleElement().asString().contains("in the middle");
    assertThat(refused).isTrue();
  }

  @Test
  void files_directories_and_links_become_what_they_were() throws Exception {
    stat("bin", DIRECTORY | 0555, "");
    stat("bin/run", 0755, "");
    stat("bin/same", 0755, "bin/run");
    stat("current", SYMLINK | 0777, "bin/run");
    stat("device", DEVICE | 0600, "");
    stat("empty", 0600, "");
    listed();
    assertThat(answers).extracting(Packet::getID).containsExactly(1, 5);
    data(1, "one ");
    data(5, "");
    data(1, "two");
    assertThat(answers).hasSize(2);
    data(1, "");
    assertThat(answers.getLast().getType()).isEqualTo(PacketType.PACKET_FIN);
    fin();

    assertThat(troubles).isEmpty();
    assertThat(completed).isTrue();
    assertThat(root.resolve("bin/run")).hasContent("one two");
    assertThat(root.resolve("bin/same")).hasContent("one two");
    assertThat(root.resolve("empty")).isEmptyFile();
    assertThat(Files.readSymbolicLink(root.resolve("current"))).hasToString("bin/run");
    assertThat(root.resolve("device")).doesNotExist();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("bin"))))
        .isEqualTo("r-xr-xr-x");
    assertThat(Files.getLastModifiedTime(root.resolve("bin/run")).toMillis()).isEqualTo(42_000);
    assertThat(Files.getLastModifiedTime(root.resolve("bin")).toMillis()).isEqualTo(42_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "/x",
        "..",
        ".",
        "",
        "a/../../x",
        "a/",
        "no/such/parent",
        "a/./x",
        "a//x",
        "x\0y"
      })
  void a_path_that_could_lead_outside_ends_the_transfer(String path) {
    stat("a", DIRECTORY | 0755, "");
    stat(path, 0644, "");
    data(1, "evil");

    assertThat(refused).isTrue();
    assertThat(troubles).hasSize(1);
    assertThat(parent.resolve("x")).doesNotExist();
  }

  @Test
  void nothing_is_written_through_a_link() throws Exception {
    Path outside = Files.createDirectory(parent.resolve("outside"));
    stat("a", SYMLINK | 0777, outside.toString());
    stat("a/x", 0644, "");
    data(1, "evil");

    assertThat(refused).isTrue();
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void a_file_does_not_take_a_links_place_nor_a_link_a_files() throws Exception {
    Path outside = Files.writeString(parent.resolve("outside"), "precious");
    stat("a", 0644, "");
    stat("a", SYMLINK | 0777, outside.toString());
    listed();
    data(0, "evil");
    data(0, "");
    fin();

    assertThat(refused).isTrue();
    assertThat(outside).hasContent("precious");
  }

  @Test
  void a_hard_link_leads_only_to_what_was_sent() throws Exception {
    Path outside = Files.writeString(parent.resolve("outside"), "secret");
    stat("a", 0644, outside.toString());
    stat("b", 0644, "../outside");
    listed();
    fin();

    assertThat(refused).isTrue();
    assertThat(root.resolve("a")).doesNotExist();
  }

  @Test
  void content_that_nobody_asked_for_is_refused() {
    listed();
    data(7, "x");

    assertThat(troubles).singleElement().asString().contains("nobody asked");
  }

  @Test
  void a_directory_that_has_something_is_left_alone() throws Exception {
    Files.createDirectory(root);
    Files.writeString(root.resolve("mine"), "precious");
    stat("mine", 0644, "");

    assertThat(troubles).singleElement().asString().contains("not empty");
    assertThat(root.resolve("mine")).hasContent("precious");
  }

  @Test
  void a_transfer_that_ends_in_the_middle_is_told() {
    stat("a", 0644, "");
    listed();
    receiver.onCompleted();

    assertThat(troubles).singleElement().asString().contains("in the middle");
  }

  @Test
  void an_empty_result_is_an_empty_directory() {
    listed();
    fin();

    assertThat(completed).isTrue();
    assertThat(root).isEmptyDirectory();
  }
}
