package dev.clickdeploy.adapter.buildkit;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * An entry of an image layer (POSIX.1-2001 pax and ustar, as far as layers use them).
 *
 * @param type '0' file, '2' symbolic link, '5' directory
 */
record TarEntry(char type, int mode, String link, byte[] content) {
  private static final int BLOCK = 512;

  String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** Entries by path, in the layer's order. */
  static Map<String, TarEntry> read(byte[] gzip) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return readPlain(in.readAllBytes());
    }
  }

  /** The same, without compression. */
  static Map<String, TarEntry> readPlain(byte[] tar) throws IOException {
    Map<String, TarEntry> entries = new LinkedHashMap<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(tar))) {
      Map<String, String> pax = Map.of();
      byte[] header = in.readNBytes(BLOCK);
      while (text(header, 257, 5).equals("ustar")) {
        byte[] content = content(in, number(header, 124, 12));
        char type = (char) header[156];
        if (type == 'x') {
          pax = pax(content);
        } else {
          String path = pax.getOrDefault("path", text(header, 345, 155) + text(header, 0, 100));
          String link = pax.getOrDefault("linkpath", text(header, 157, 100));
          int mode = (int) number(header, 100, 8);
          entries.put(path.replaceAll("/$", ""), new TarEntry(type, mode, link, content));
          pax = Map.of();
        }
        header = in.readNBytes(BLOCK);
      }
    }
    return entries;
  }

  private static byte[] content(InputStream in, long size) throws IOException {
    byte[] content = in.readNBytes((int) size);
    in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    return content;
  }

  private static Map<String, String> pax(byte[] records) {
    Map<String, String> values = new HashMap<>();
    for (int at = 0; at < records.length; ) {
      String rest = new String(records, at, records.length - at, StandardCharsets.UTF_8);
      int length = Integer.parseInt(rest.substring(0, rest.indexOf(' ')));
      String[] pair =
          new String(records, at, length - 1, StandardCharsets.UTF_8)
              .split(" ", 2)[1].split("=", 2);
      values.put(pair[0], pair[1]);
      at += length;
    }
    return values;
  }

  private static long number(byte[] header, int at, int length) {
    String digits = text(header, at, length).strip();
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }

  private static String text(byte[] header, int at, int length) {
    int end = at;
    while (end < at + length && header[end] != 0) {
      end++;
    }
    return new String(header, at, end - at, StandardCharsets.UTF_8);
  }
}
