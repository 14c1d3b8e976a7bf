/**
 * The schema and how a database gets it. A schema change is a new numbered file beside the others;
 * files that were released never change.
 */
@NullMarked
package dev.clickdeploy.adapter.postgres.migration;

import org.jspecify.annotations.NullMarked;
