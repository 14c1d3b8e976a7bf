/**
 * The HTTP adapter over real sockets, driven by a client; behind it hand-written fakes of the
 * in-ports. Raw sockets where a proper client would not do what a test needs.
 */
@NullMarked
package dev.clickdeploy.adapter.http;

import org.jspecify.annotations.NullMarked;
