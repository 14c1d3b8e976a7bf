/** Gleam: shipments for Erlang. Only what this kind of app needs comes here. */
@NullMarked
package dev.clickdeploy.adapter.railpack.gleam;

import org.jspecify.annotations.NullMarked;
