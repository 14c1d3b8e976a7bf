/**
 * How statements are run: parameters, rows, transactions, and the one place where SQL errors become
 * ours. Whatever knows a table belongs elsewhere.
 */
@NullMarked
package dev.clickdeploy.adapter.postgres.sql;

import org.jspecify.annotations.NullMarked;
