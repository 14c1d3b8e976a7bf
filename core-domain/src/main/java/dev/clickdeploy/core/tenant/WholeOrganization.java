package dev.clickdeploy.core.tenant;

import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;

/** For what belongs to no project: whoever reaches one project only reaches nothing of it. */
public final class WholeOrganization {
  private WholeOrganization() {}

  /**
   * The organization of a scope that is all of it.
   *
   * @param what belongs to it, as in "webhook deliveries belong"
   * @throws RequestException FORBIDDEN when the scope is one project
   */
  public static OrganizationId of(Scope scope, String what) {
    if (!scope.isWhole()) {
      throw new RequestException(
          Reason.FORBIDDEN,
          what
              + " to the whole organization, and this token is for one project; use one for the"
              + " organization");
    }
    return scope.organization();
  }
}
