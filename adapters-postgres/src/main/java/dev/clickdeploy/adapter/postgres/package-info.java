/**
 * Storage on PostgreSQL 14 or later, in the schema {@code clickdeploy} of any database. Only the
 * door is here; each capability has a package of its own below.
 */
@NullMarked
package dev.clickdeploy.adapter.postgres;

import org.jspecify.annotations.NullMarked;
