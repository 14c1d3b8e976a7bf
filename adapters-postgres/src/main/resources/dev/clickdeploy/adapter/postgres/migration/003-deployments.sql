-- job_id points into jobs or finished_jobs, so it cannot be a foreign key; the two are written in one transaction.
CREATE TABLE clickdeploy.deployments (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  service_id uuid NOT NULL,
  job_id uuid NOT NULL UNIQUE,
  triggered_by text NOT NULL,
  ref text NOT NULL,
  sha text NOT NULL CHECK (sha ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'),
  deduplication_key text,
  status text NOT NULL DEFAULT 'queued'
    CHECK (status IN ('queued', 'running', 'cancelling', 'succeeded', 'failed', 'cancelled', 'superseded')),
  phase text CHECK (phase IN ('fetching', 'planning', 'building', 'pushing', 'verifying')),
  progress_total integer NOT NULL DEFAULT 0,
  progress_done integer NOT NULL DEFAULT 0,
  progress_cached integer NOT NULL DEFAULT 0,
  commit_sha text,
  commit_message text,
  commit_author text,
  commit_authored_at timestamptz,
  plan_summary text,
  image_reference text,
  image_digest text,
  failure_class text,
  failure_message text,
  failure_mend text,
  failure_lines text[],
  fetching_at timestamptz,
  planning_at timestamptz,
  building_at timestamptz,
  pushing_at timestamptz,
  verifying_at timestamptz,
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  FOREIGN KEY (organization_id, service_id) REFERENCES clickdeploy.services (organization_id, id),
  CHECK (0 <= progress_cached AND progress_cached <= progress_done AND progress_done <= progress_total),
  CHECK (num_nonnulls(commit_sha, commit_message, commit_author, commit_authored_at) IN (0, 4)),
  CHECK (num_nonnulls(image_reference, image_digest) = CASE WHEN status = 'succeeded' THEN 2 ELSE 0 END),
  CHECK (num_nonnulls(failure_class, failure_message, failure_lines) = CASE WHEN status = 'failed' THEN 3 ELSE 0 END),
  CHECK ((finished_at IS NULL) = (status IN ('queued', 'running', 'cancelling')))
) WITH (fillfactor = 80);

CREATE UNIQUE INDEX deployments_deduplication ON clickdeploy.deployments (service_id, deduplication_key)
  WHERE deduplication_key IS NOT NULL AND status NOT IN ('failed', 'cancelled');
CREATE INDEX deployments_newest ON clickdeploy.deployments (service_id, created_at DESC, id DESC);
CREATE INDEX deployments_live ON clickdeploy.deployments (id) WHERE status IN ('queued', 'running', 'cancelling');

CREATE TRIGGER end_is_final BEFORE UPDATE ON clickdeploy.deployments FOR EACH ROW
  WHEN (OLD.status IN ('succeeded', 'failed', 'cancelled', 'superseded'))
  EXECUTE FUNCTION clickdeploy.refuse('a deployment that ended stays as it is');

ALTER TABLE clickdeploy.services
  ADD FOREIGN KEY (image_deployment_id) REFERENCES clickdeploy.deployments (id);

-- One sequence for all: numbers rise within a deployment, because its lines are written under its job's row lock.
CREATE TABLE clickdeploy.deployment_logs (
  deployment_id uuid NOT NULL REFERENCES clickdeploy.deployments (id),
  sequence bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  stream text NOT NULL CHECK (stream IN ('system', 'stdout', 'stderr')),
  text text NOT NULL,
  PRIMARY KEY (deployment_id, sequence)
);
