/**
 * What git hosts are told of commits. Here belongs what a status says; how a host is told it does
 * not.
 */
@NullMarked
package dev.clickdeploy.model.status;

import org.jspecify.annotations.NullMarked;
