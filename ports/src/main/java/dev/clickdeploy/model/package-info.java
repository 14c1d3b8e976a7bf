/**
 * What every part of the vocabulary needs: identifiers, secrets, argument checks. Nothing that
 * belongs to one concept only may come here.
 */
@NullMarked
package dev.clickdeploy.model;

import org.jspecify.annotations.NullMarked;
