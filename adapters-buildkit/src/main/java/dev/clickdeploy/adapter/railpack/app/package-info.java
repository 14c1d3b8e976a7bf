/**
 * What every provider gets and gives: the app with its files, settings and versions; the draft of a
 * plan. Rules of one language belong to its provider.
 */
@NullMarked
package dev.clickdeploy.adapter.railpack.app;

import org.jspecify.annotations.NullMarked;
