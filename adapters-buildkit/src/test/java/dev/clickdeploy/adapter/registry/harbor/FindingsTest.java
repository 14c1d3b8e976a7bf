package dev.clickdeploy.adapter.registry.harbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final String ONE =
      "{\"id\":\"CVE-1\",\"package\":\"zlib\",\"version\":\"1\",\"fix_version\":\"2\","
          + "\"severity\":\"High\",\"links\":[\"https://example.test\"],\"vendor_attributes\":{}}";

  private static List<Vulnerability> read(String report) throws IOException {
    return Findings.read(report.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void findings_of_every_scanner_are_read() throws IOException {
    assertThat(
            read(
                "{\"a/b; version=1.1\":{\"severity\":\"High\",\"vulnerabilities\":[%s,%s],\"x\":1},"
                        .formatted(ONE, ONE)
                    + "\"c/d\":{\"vulnerabilities\":[{\"id\":\"CVE-2\"}]}}"))
        .containsExactly(
            new Vulnerability("CVE-1", "zlib", "1", "2", "High"),
            new Vulnerability("CVE-1", "zlib", "1", "2", "High"),
            new Vulnerability("CVE-2", "", "", "", ""));
  }

  @Test
  void a_report_without_findings_has_none() throws IOException {
    assertThat(read("{}")).isEmpty();
    assertThat(read("{\"a/b\":{\"vulnerabilities\":null}}")).isEmpty();
    assertThat(read("{\"a/b\":{\"vulnerabilities\":[]}}")).isEmpty();
  }

  @Test
  void a_report_of_tens_of_thousands_is_read() throws IOException {
    String many = (ONE + ",").repeat(49_999) + ONE;

    assertThat(read("{\"a/b\":{\"vulnerabilities\":[" + many + "]}}")).hasSize(50_000);
  }

  @Test
  void what_is_no_report_is_refused() {
    assertThatThrownBy(() -> read("{\"a/b\":{\"vulnerabilities\":[" + ONE))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("<html>")).isInstanceOf(IOException.class);
  }
}
