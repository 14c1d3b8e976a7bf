-- Deployments made of earlier ones: a commit built again, or an image taken back. How often a worker has begun, and which.
ALTER TABLE clickdeploy.deployments
  ADD COLUMN from_deployment_id uuid REFERENCES clickdeploy.deployments (id),
  ADD COLUMN attempt integer NOT NULL DEFAULT 0 CHECK (attempt >= 0),
  ADD COLUMN worker text,
  ADD CHECK ((from_deployment_id IS NOT NULL) = (triggered_by IN ('redeploy', 'rollback')));
CREATE INDEX deployments_from ON clickdeploy.deployments (from_deployment_id) WHERE from_deployment_id IS NOT NULL;
CREATE INDEX deployments_running ON clickdeploy.deployments (organization_id) WHERE status IN ('running', 'cancelling');

-- Which processes take jobs, as they tell; only looked at. A beat changes what no index has, so that it is a HOT update.
CREATE TABLE clickdeploy.workers (
  id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  name text NOT NULL,
  slots integer NOT NULL CHECK (slots > 0),
  present_until timestamptz NOT NULL,
  PRIMARY KEY (id, kind)
) WITH (fillfactor = 50);
