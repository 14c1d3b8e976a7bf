/**
 * Reading the app's files within bounds: text, JSON, TOML, XML. What knows a language or a tool
 * belongs to its provider.
 */
@NullMarked
package dev.clickdeploy.adapter.railpack.source;

import org.jspecify.annotations.NullMarked;
