-- Which pushes a service is deployed for.
ALTER TABLE clickdeploy.services
  ADD COLUMN deploy_tags boolean NOT NULL DEFAULT false,
  ADD COLUMN watch_paths text[] NOT NULL DEFAULT '{}',
  ADD COLUMN superseding text NOT NULL DEFAULT 'queued' CHECK (superseding IN ('none', 'queued', 'running'));

-- Verified deliveries of webhooks, one for each organization that they concern. Arrival rises for each service, because
-- whoever decides on a service's pushes holds its lock; identifiers depend on the clocks of several machines.
CREATE TABLE clickdeploy.webhook_deliveries (
  id uuid PRIMARY KEY,
  arrival bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  organization_id uuid NOT NULL REFERENCES clickdeploy.organizations (id),
  source text NOT NULL,
  delivery_key text NOT NULL,
  event text NOT NULL,
  repository_url text NOT NULL,
  ref text NOT NULL,
  before_sha text,
  after_sha text,
  commit_message text,
  commit_author text,
  commit_authored_at timestamptz,
  pushed_at timestamptz,
  header_names text[] NOT NULL,
  header_values text[] NOT NULL,
  replay_of uuid REFERENCES clickdeploy.webhook_deliveries (id),
  attempts integer NOT NULL DEFAULT 1 CHECK (attempts > 0),
  received_at timestamptz NOT NULL,
  UNIQUE (organization_id, source, delivery_key),
  UNIQUE (organization_id, id),
  CHECK (cardinality(header_names) = cardinality(header_values)),
  CHECK (num_nonnulls(commit_message, commit_author, commit_authored_at) IN (0, 3))
);

CREATE TABLE clickdeploy.webhook_verdicts (
  delivery_id uuid NOT NULL,
  service_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  arrival bigint NOT NULL,
  ref text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('queued', 'pending', 'skipped', 'superseded')),
  reason text,
  detail text,
  deployment_id uuid REFERENCES clickdeploy.deployments (id),
  PRIMARY KEY (delivery_id, service_id),
  FOREIGN KEY (organization_id, delivery_id) REFERENCES clickdeploy.webhook_deliveries (organization_id, id),
  FOREIGN KEY (organization_id, service_id) REFERENCES clickdeploy.services (organization_id, id),
  CHECK (verdict <> 'queued' OR deployment_id IS NOT NULL),
  CHECK ((reason IS NOT NULL) = (verdict = 'skipped')),
  CHECK (detail IS NOT NULL OR verdict IN ('queued', 'pending'))
);

-- The newest deployed push to a ref.
CREATE INDEX webhook_verdicts_head ON clickdeploy.webhook_verdicts (service_id, ref, arrival DESC)
  WHERE verdict = 'queued';
CREATE INDEX webhook_verdicts_deployment ON clickdeploy.webhook_verdicts (deployment_id)
  WHERE deployment_id IS NOT NULL;
-- What a push may supersede.
CREATE INDEX deployments_live_of_service ON clickdeploy.deployments (service_id, ref)
  WHERE status IN ('queued', 'running', 'cancelling');
