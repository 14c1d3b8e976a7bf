/** Elixir: Mix releases, Phoenix. Only what this kind of app needs comes here. */
@NullMarked
package dev.clickdeploy.adapter.railpack.elixir;

import org.jspecify.annotations.NullMarked;
