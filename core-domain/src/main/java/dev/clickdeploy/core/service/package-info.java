/**
 * Services as callers create and read them. What happens to a service's deployments belongs
 * elsewhere.
 */
@NullMarked
package dev.clickdeploy.core.service;

import org.jspecify.annotations.NullMarked;
