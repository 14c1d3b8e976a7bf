/**
 * Answers what steps mount from the client: secrets and SSH agents. Nothing here may log or print.
 */
@NullMarked
package dev.clickdeploy.adapter.buildkit.mount;

import org.jspecify.annotations.NullMarked;
