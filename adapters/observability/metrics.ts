import { collectDefaultMetrics, Registry } from 'prom-client'

/** Makes a process's metrics registry, with the runtime's own measures; labels hold words of the source and never data. */
export function createMetrics(component: Lowercase<string>): Registry {
  const registry = new Registry()
  registry.setDefaultLabels({ component })
  collectDefaultMetrics({ register: registry })
  return registry
}
