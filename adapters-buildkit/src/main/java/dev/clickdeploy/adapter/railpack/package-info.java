/**
 * Planning in the manner of Railpack: from a source tree to a Dockerfile, with the reasons. No
 * process, network or disk but in {@code cli}, which a service has to ask for or an operator to
 * install. The door and the order of the providers are here; each provider is a package of its own.
 *
 * <p>To add a provider:
 *
 * <ol>
 *   <li>A package below this one with a single public class that implements {@link
 *       dev.clickdeploy.adapter.railpack.app.Provider}: its {@code Kind} (Railpack's name, the
 *       field's name, the files that show it) and {@code plan}. {@code Providers} has them in
 *       Railpack's order.
 *   <li>Read files through {@code app.files()}; ask for versions with {@code app.tool(name,
 *       wishes)}, strongest wish first; ask {@code app.settings()} for the commands that override
 *       detected ones; say every decision to {@code app.notes()}. Refuse with a {@code
 *       PlanningException} that says what is wrong, where, and what to do; answer empty to leave
 *       the app to the next provider.
 *   <li>Add its tools to {@code version/versions.table}: image, default, versions.
 *   <li>Write with {@code Dockerfile} and {@code Stage}; never put text of the repository into a
 *       Dockerfile in another way. Make the plan with {@code Draft}.
 *   <li>Examples for {@code RailpackExamplesTest} go to {@code railpack/<provider>.examples} of the
 *       test resources.
 * </ol>
 */
@NullMarked
package dev.clickdeploy.adapter.railpack;

import org.jspecify.annotations.NullMarked;
