/** Go: modules, workspaces and their commands. Only what this kind of app needs comes here. */
@NullMarked
package dev.clickdeploy.adapter.railpack.golang;

import org.jspecify.annotations.NullMarked;
