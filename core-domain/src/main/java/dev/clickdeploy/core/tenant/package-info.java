/**
 * Organizations, projects and access tokens as callers ask for them. Rules about who may act for
 * whom come here.
 */
@NullMarked
package dev.clickdeploy.core.tenant;

import org.jspecify.annotations.NullMarked;
