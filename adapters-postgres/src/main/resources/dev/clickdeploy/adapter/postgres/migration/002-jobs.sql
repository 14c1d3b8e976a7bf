-- Live jobs only: a job that ends moves to finished_jobs, so that claims never walk over history.
-- No foreign key to organizations: it would make each enqueued job lock its organization's row.
CREATE TABLE clickdeploy.jobs (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind <> ''),
  organization_id uuid NOT NULL,
  subject text NOT NULL,
  status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'processing')),
  attempt integer NOT NULL DEFAULT 0,
  max_attempts integer NOT NULL,
  fence bigint NOT NULL DEFAULT 0 CHECK (fence >= 0),
  run_at timestamptz NOT NULL,
  cancel_requested boolean NOT NULL DEFAULT false,
  last_error text,
  lease_until timestamptz,
  enqueued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK (attempt BETWEEN 0 AND max_attempts),
  -- a queued job without attempts left could be claimed for ever
  CHECK (status <> 'queued' OR attempt < max_attempts),
  CHECK ((status = 'processing') = (lease_until IS NOT NULL))
) WITH (
  -- room for the heartbeat's next version on the same page
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 1000
);

-- The order in which jobs are handed out. lease_until stays out of every index: heartbeats are then HOT updates.
CREATE INDEX jobs_due ON clickdeploy.jobs (run_at, id) WHERE status = 'queued';
-- For rescue only. Completion must not say status = 'processing', or the planner may walk this index's dead entries.
CREATE INDEX jobs_processing ON clickdeploy.jobs (id) WHERE status = 'processing';

-- Retention will drop partitions; until they are cut by time, everything is in the default one.
CREATE TABLE clickdeploy.finished_jobs (
  id uuid NOT NULL,
  kind text NOT NULL,
  organization_id uuid NOT NULL,
  subject text NOT NULL,
  status text NOT NULL CHECK (status IN ('completed', 'failed', 'cancelled')),
  attempt integer NOT NULL,
  max_attempts integer NOT NULL,
  fence bigint NOT NULL,
  run_at timestamptz NOT NULL,
  cancel_requested boolean NOT NULL,
  last_error text,
  enqueued_at timestamptz NOT NULL,
  finished_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (id, finished_at)
) PARTITION BY RANGE (finished_at);
CREATE TABLE clickdeploy.finished_jobs_default PARTITION OF clickdeploy.finished_jobs DEFAULT;

CREATE FUNCTION clickdeploy.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'clickdeploy.%: %', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER fence_never_falls BEFORE UPDATE ON clickdeploy.jobs FOR EACH ROW
  WHEN (NEW.fence < OLD.fence)
  EXECUTE FUNCTION clickdeploy.refuse('a fence is never lowered');
CREATE TRIGGER end_is_final BEFORE UPDATE OR DELETE ON clickdeploy.finished_jobs FOR EACH ROW
  EXECUTE FUNCTION clickdeploy.refuse('a job that ended stays as it is');
