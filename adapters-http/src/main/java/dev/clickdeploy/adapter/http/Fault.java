package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One of the things that are wrong with a request.
 *
 * @param where what {@code name} is
 * @param name of the body's field as a JSON pointer (RFC 6901), or of the parameter or header
 * @param detail how it is wrong
 */
record Fault(Where where, String name, String detail) {
  /** Parts of a request. */
  enum Where {
    POINTER,
    PARAMETER,
    HEADER
  }

  /** At a field of the body, whose path has dots. */
  static Fault field(String path, String detail) {
    String pointer = "/" + path.replace("~", "~0").replace("/", "~1").replace('.', '/');
    return new Fault(Where.POINTER, pointer, detail);
  }

  ObjectNode view() {
    String member =
        switch (where) {
          case POINTER -> "pointer";
          case PARAMETER -> "parameter";
          case HEADER -> "header";
        };
    return Json.object().put(member, name).put("detail", detail);
  }
}
