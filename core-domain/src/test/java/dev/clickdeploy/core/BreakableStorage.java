package dev.clickdeploy.core;

import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.BranchWatch;
import dev.clickdeploy.port.out.DeploymentQueue;
import dev.clickdeploy.port.out.DeploymentStore;
import dev.clickdeploy.port.out.ImageRetention;
import dev.clickdeploy.port.out.JobControl;
import dev.clickdeploy.port.out.JobQueue;
import dev.clickdeploy.port.out.JobSignals;
import dev.clickdeploy.port.out.LogSignals;
import dev.clickdeploy.port.out.LogStore;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.PushLedger;
import dev.clickdeploy.port.out.ServiceStore;
import dev.clickdeploy.port.out.ServiceVault;
import dev.clickdeploy.port.out.StatusLedger;
import dev.clickdeploy.port.out.Storage;
import dev.clickdeploy.port.out.TenantStore;
import dev.clickdeploy.port.out.TokenStore;
import dev.clickdeploy.port.out.WorkerRoll;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A database that can be out of reach or slow, as a whole or for some verbs. */
public final class BreakableStorage implements Storage {
  private final Storage whole;
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();
  private final Map<String, Runnable> before = new ConcurrentHashMap<>();
  private volatile boolean down;

  public BreakableStorage(Storage whole) {
    this.whole = whole;
  }

  /** From now on nothing works. */
  public void breakDown() {
    down = true;
  }

  /** From now on this verb does not work, whichever part has it. */
  public void breakVerb(String verb) {
    broken.add(verb);
  }

  /** Runs this before each call of this verb, which may hold it up. */
  public void before(String verb, Runnable what) {
    before.put(verb, what);
  }

  /** Everything works again. */
  public void repair() {
    down = false;
    broken.clear();
  }

  /** How many calls did not work. */
  public int refused() {
    return refused.get();
  }

  private <T> T breakable(Class<T> type, T part) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              before.getOrDefault(method.getName(), () -> {}).run();
              if (down || broken.contains(method.getName())) {
                refused.incrementAndGet();
                throw new PortException(
                    FailureClass.INFRASTRUCTURE, "the database is out of reach", null, null);
              }
              try {
                return method.invoke(part, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }

  @Override
  public TenantStore tenants() {
    return breakable(TenantStore.class, whole.tenants());
  }

  @Override
  public TokenStore tokens() {
    return breakable(TokenStore.class, whole.tokens());
  }

  @Override
  public ServiceStore services() {
    return breakable(ServiceStore.class, whole.services());
  }

  @Override
  public ServiceVault vault() {
    return breakable(ServiceVault.class, whole.vault());
  }

  @Override
  public DeploymentStore deployments() {
    return breakable(DeploymentStore.class, whole.deployments());
  }

  @Override
  public ImageRetention retention() {
    return breakable(ImageRetention.class, whole.retention());
  }

  @Override
  public LogStore logs() {
    return breakable(LogStore.class, whole.logs());
  }

  @Override
  public JobQueue jobs() {
    return breakable(JobQueue.class, whole.jobs());
  }

  @Override
  public JobControl jobControl() {
    return breakable(JobControl.class, whole.jobControl());
  }

  @Override
  public PushLedger pushes() {
    return breakable(PushLedger.class, whole.pushes());
  }

  @Override
  public DeploymentQueue deploymentQueue() {
    return breakable(DeploymentQueue.class, whole.deploymentQueue());
  }

  @Override
  public WorkerRoll workers() {
    return breakable(WorkerRoll.class, whole.workers());
  }

  @Override
  public StatusLedger statuses() {
    return breakable(StatusLedger.class, whole.statuses());
  }

  @Override
  public BranchWatch branches() {
    return breakable(BranchWatch.class, whole.branches());
  }

  @Override
  public JobSignals signals() {
    return whole.signals();
  }

  @Override
  public LogSignals logSignals() {
    return whole.logSignals();
  }
}
