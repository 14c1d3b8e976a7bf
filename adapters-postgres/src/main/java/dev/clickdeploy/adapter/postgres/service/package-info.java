/** Services, their current images, and their encrypted secrets. */
@NullMarked
package dev.clickdeploy.adapter.postgres.service;

import org.jspecify.annotations.NullMarked;
