package dev.clickdeploy.adapter.postgres.push;

import dev.clickdeploy.adapter.postgres.signal.Bell;
import dev.clickdeploy.adapter.postgres.signal.LogBell;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.model.push.Decision;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.PushLedger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deliveries in the tables webhook_deliveries and webhook_verdicts. */
public final class PostgresPushLedger implements PushLedger {
  private static final String WHAT = "recording a webhook's delivery";

  private final Database database;
  private final Bell bell;
  private final LogBell logBell;
  private final Arrivals arrivals = new Arrivals(this::together);

  /** The ledger of this database, which wakes workers and followers of logs by these bells. */
  public PostgresPushLedger(Database database, Bell bell, LogBell logBell) {
    this.database = database;
    this.bell = bell;
    this.logBell = logBell;
  }

  @Override
  public Recorded record(Delivery delivery, List<Decision> decisions) {
    Arrival arrival = new Arrival(delivery, decisions);
    Optional<Recorded> together = arrival.isPlain() ? arrivals.record(arrival) : Optional.empty();
    Recorded recorded = together.orElseGet(() -> alone(delivery, decisions));
    recorded.superseded().forEach(logBell::ended);
    return recorded;
  }

  private Recorded alone(Delivery delivery, List<Decision> decisions) {
    return database.transaction(
        WHAT, connection -> Recording.record(connection, delivery, decisions));
  }

  private List<Optional<Recorded>> together(List<Arrival> some) {
    Together.Result result =
        database.transaction(WHAT, connection -> Together.record(connection, some));
    bell.back(result.backs());
    return result.recorded();
  }

  @Override
  public Optional<Recorded> settle(DeliveryId delivery, Decision decision) {
    Optional<Recorded> settled =
        database.transaction(
            "settling a push", connection -> Recording.settle(connection, delivery, decision));
    settled.ifPresent(recorded -> recorded.superseded().forEach(logBell::ended));
    return settled;
  }

  @Override
  public void tidy(Duration keep) {
    Forgetting.run(database.patient(), keep);
  }

  @Override
  public Optional<Delivery> find(OrganizationId organization, DeliveryId id) {
    return load(id).filter(delivery -> delivery.organization().equals(organization));
  }

  @Override
  public Optional<Delivery> load(DeliveryId id) {
    return database.run("reading a delivery", c -> DeliveryReads.load(c, id));
  }

  @Override
  public List<Delivery> list(OrganizationId organization, int limit, @Nullable DeliveryId before) {
    return database.run(
        "listing deliveries", c -> DeliveryReads.list(c, organization, limit, before));
  }
}
