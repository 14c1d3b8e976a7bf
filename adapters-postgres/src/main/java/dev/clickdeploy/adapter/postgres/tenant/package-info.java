/** Organizations, projects and access tokens. */
@NullMarked
package dev.clickdeploy.adapter.postgres.tenant;

import org.jspecify.annotations.NullMarked;
