/** Deno. Only what this kind of app needs comes here. */
@NullMarked
package dev.clickdeploy.adapter.railpack.deno;

import org.jspecify.annotations.NullMarked;
