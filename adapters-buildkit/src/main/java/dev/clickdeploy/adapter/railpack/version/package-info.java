/**
 * From wishes for a version to one of a tool: ranges, files of version managers, the table that
 * ships with us.
 *
 * <p>The strongest wish decides: 1. the service's settings ({@code versions}, then {@code
 * RAILPACK_<TOOL>_VERSION}, then {@code packages} of railpack.json); 2. mise's configuration; 3.
 * {@code .tool-versions}; 4. the language's own files, in the order in which a provider gives them:
 * files that pin what developers run ({@code .nvmrc}, {@code .python-version}) before manifests
 * that say what is possible ({@code engines}, {@code requires-python}). Without a wish it is the
 * table's default. Where a range or the default leaves a choice, the version that an earlier plan
 * of the service chose is chosen again.
 */
@NullMarked
package dev.clickdeploy.adapter.railpack.version;

import org.jspecify.annotations.NullMarked;
