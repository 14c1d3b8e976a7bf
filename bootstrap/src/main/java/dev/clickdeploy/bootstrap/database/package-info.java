/** Where PostgreSQL comes from: a given one or a real embedded one in the data directory. */
@NullMarked
package dev.clickdeploy.bootstrap.database;

import org.jspecify.annotations.NullMarked;
