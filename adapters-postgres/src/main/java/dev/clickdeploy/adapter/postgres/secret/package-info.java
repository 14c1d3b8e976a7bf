/** Encryption of secrets at rest. Nothing else may see the key. */
@NullMarked
package dev.clickdeploy.adapter.postgres.secret;

import org.jspecify.annotations.NullMarked;
