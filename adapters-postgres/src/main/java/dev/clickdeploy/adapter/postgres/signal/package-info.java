/**
 * Wake-up calls over NOTIFY and LISTEN. Whatever decides when to signal belongs to the verb that
 * does so.
 */
@NullMarked
package dev.clickdeploy.adapter.postgres.signal;

import org.jspecify.annotations.NullMarked;
