/**
 * Organizations, projects and the access tokens that act for them. Who owns something is said here;
 * what they own is elsewhere.
 */
@NullMarked
package dev.clickdeploy.model.tenant;

import org.jspecify.annotations.NullMarked;
