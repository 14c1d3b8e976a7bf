-- The queue, fast and fair. The live table is made anew, because its rows get another shape and more room on their pages.
CREATE TEMPORARY TABLE carried_jobs ON COMMIT DROP AS SELECT * FROM clickdeploy.jobs;
DROP TABLE clickdeploy.jobs;

-- A job is processed while it has a lease, and queued otherwise. What a claim or a heartbeat writes is in no b-tree and no
-- index predicate, so that both are HOT updates; half of each page is kept free for them.
CREATE TABLE clickdeploy.jobs (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  run_at timestamptz NOT NULL,
  lease_until timestamptz,
  not_before timestamptz,
  enqueued_at timestamptz NOT NULL DEFAULT statement_timestamp(),
  fence bigint NOT NULL DEFAULT 0 CHECK (fence >= 0),
  priority smallint NOT NULL DEFAULT 2 CHECK (priority BETWEEN 0 AND 3),
  attempt smallint NOT NULL DEFAULT 0,
  max_attempts smallint NOT NULL,
  cancel_requested boolean NOT NULL DEFAULT false,
  kind text COLLATE "C" NOT NULL CHECK (kind <> ''),
  subject text NOT NULL,
  unique_key text COLLATE "C",
  last_error text,
  CHECK (attempt BETWEEN 0 AND max_attempts),
  -- a queued job without attempts left could be claimed for ever
  CHECK (lease_until IS NOT NULL OR attempt < max_attempts)
) WITH (
  fillfactor = 50,
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000
);

INSERT INTO clickdeploy.jobs
  (id, organization_id, run_at, lease_until, enqueued_at, fence, attempt, max_attempts, cancel_requested, kind, subject,
   last_error)
SELECT id, organization_id, run_at, lease_until, enqueued_at, fence, attempt, max_attempts, cancel_requested, kind, subject,
       last_error
FROM carried_jobs;

-- The order in which an organization's jobs of a kind are handed out.
CREATE INDEX jobs_due ON clickdeploy.jobs (kind, organization_id, priority, run_at, id);
CREATE UNIQUE INDEX jobs_unique ON clickdeploy.jobs (kind, unique_key) WHERE unique_key IS NOT NULL;
-- For rescue. Before PostgreSQL 16 this index, too, would cost every claim its HOT update: there, rescue reads the table.
DO $$
BEGIN
  IF current_setting('server_version_num')::integer >= 160000 THEN
    CREATE INDEX jobs_lease ON clickdeploy.jobs USING brin (lease_until)
      WITH (pages_per_range = 32, autosummarize = on);
  END IF;
END
$$;

CREATE TRIGGER fence_never_falls BEFORE UPDATE ON clickdeploy.jobs FOR EACH ROW
  WHEN (NEW.fence < OLD.fence)
  EXECUTE FUNCTION clickdeploy.refuse('a fence is never lowered');

-- Whose turn it is to be asked for jobs of a kind. Deliberately without a unique index: two transactions that enqueue the
-- first job of an organization must not wait for each other, so both write a row, and claims look at distinct ones.
-- A row is marked when no job was live, and removed when it has been marked for a while; who enqueues trusts only rows
-- without a mark, so that a removal never meets a job that is being enqueued.
CREATE TABLE clickdeploy.job_turns (
  kind text COLLATE "C" NOT NULL,
  organization_id uuid NOT NULL,
  idle_since timestamptz
);
CREATE INDEX job_turns_order ON clickdeploy.job_turns (kind, organization_id);
INSERT INTO clickdeploy.job_turns (kind, organization_id)
SELECT DISTINCT kind, organization_id FROM clickdeploy.jobs;

-- At most so many jobs of a kind at once. A claim of such a kind locks its row here, and counts permits.
CREATE TABLE clickdeploy.job_limits (
  kind text COLLATE "C" PRIMARY KEY,
  total integer CHECK (total > 0),
  per_organization integer CHECK (per_organization > 0)
);
-- One for each processed job of a limited kind. No foreign key: each completion of any job would look here for it.
CREATE TABLE clickdeploy.job_permits (
  job_id uuid PRIMARY KEY,
  kind text COLLATE "C" NOT NULL,
  organization_id uuid NOT NULL
);
CREATE INDEX job_permits_used ON clickdeploy.job_permits (kind, organization_id);

-- Attempts that did not complete their job. A claim, which is a job and a fence, ends once.
CREATE TABLE clickdeploy.job_attempts (
  job_id uuid NOT NULL,
  fence bigint NOT NULL,
  attempt smallint NOT NULL,
  ended_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  error text NOT NULL,
  PRIMARY KEY (job_id, fence)
);
CREATE INDEX job_attempts_ended ON clickdeploy.job_attempts USING brin (ended_at);

-- History is cut by days; what is in the default partition moves to that of its day as soon as there is one.
ALTER TABLE clickdeploy.finished_jobs
  DROP CONSTRAINT finished_jobs_pkey,
  ADD COLUMN priority smallint NOT NULL DEFAULT 2,
  ADD COLUMN unique_key text,
  ADD COLUMN not_before timestamptz;
CREATE INDEX finished_jobs_id ON clickdeploy.finished_jobs (id);
CREATE INDEX finished_jobs_failed ON clickdeploy.finished_jobs (kind, id) WHERE status = 'failed';

DROP TRIGGER end_is_final ON clickdeploy.finished_jobs;
CREATE TRIGGER end_is_final BEFORE UPDATE ON clickdeploy.finished_jobs FOR EACH ROW
  EXECUTE FUNCTION clickdeploy.refuse('a job that ended stays as it is');
-- Only tidying up, which says so for its transaction, takes rows away.
CREATE TRIGGER end_is_kept BEFORE DELETE ON clickdeploy.finished_jobs FOR EACH ROW
  WHEN (current_setting('clickdeploy.tidying', true) IS DISTINCT FROM 'yes')
  EXECUTE FUNCTION clickdeploy.refuse('a job that ended stays as it is');
