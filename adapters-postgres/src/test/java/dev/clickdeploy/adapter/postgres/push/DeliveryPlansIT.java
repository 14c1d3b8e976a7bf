package dev.clickdeploy.adapter.postgres.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.postgres.Rows;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.service.Service;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeliveryPlansIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

  /** However many verdicts there are, those of deliveries are found by their key. */
  @Test
  void verdicts_are_found_by_their_deliveries_whatever_the_statistics_say() throws Exception {
    Service service = new Rows(DATABASE.postgres()).service();
    assertFoundByKey();
    DATABASE.execute(
        """
        INSERT INTO clickdeploy.webhook_deliveries
          (id, organization_id, source, delivery_key, event, repository_url, ref, header_names,
           header_values, received_at)
        SELECT gen_random_uuid(), '%s', 'github', i::text, 'push', 'https://git.test/a/b',
               'refs/heads/main', '{}', '{}', now()
        FROM generate_series(1, 20000) i
        """
            .formatted(service.organization()));
    DATABASE.execute(
        """
        INSERT INTO clickdeploy.webhook_verdicts
          (delivery_id, service_id, organization_id, arrival, ref, verdict)
        SELECT id, '%s', organization_id, arrival, ref, 'pending' FROM clickdeploy.webhook_deliveries
        """
            .formatted(service.id()));
    assertFoundByKey();
    DATABASE.execute("ANALYZE clickdeploy.webhook_verdicts, clickdeploy.services");
    assertFoundByKey();
  }

  private static void assertFoundByKey() throws Exception {
    List<UUID> ids = Stream.generate(UUID::randomUUID).limit(32).toList();
    String plan =
        String.join(
            "\n",
            DATABASE.query(
                Sql.of("EXPLAIN " + DeliveryReads.VERDICTS).uuids(ids),
                row -> row.text("QUERY PLAN")));
    assertThat(plan).contains("webhook_verdicts_pkey").doesNotContain("webhook_verdicts_service");
  }
}
