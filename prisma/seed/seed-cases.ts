import type { ComposeBundle } from '#core/record/ports.ts'
import { sha256 } from '#prisma/sha256.ts'
import type { Store } from '#prisma/store.ts'
import { actorOf, caseIdOf } from './cases/scenario.ts'
import type { Scenario, ScenarioPorts, Step } from './cases/scenario.ts'
import { scenarios } from './cases/scenarios.ts'
import { demoId } from './demo-ids.ts'

interface CaseSeeding {
  readonly store: Store
  readonly now: Date
  readonly composeBundle: ComposeBundle
}

/** Plays the scenarios that are not there yet, all their steps in the order of time, through the use cases themselves. */
export async function seedCases({ store, now, composeBundle }: CaseSeeding): Promise<void> {
  let moment = now
  const portsOf = (key: string): ScenarioPorts => {
    let given = 0
    return {
      atomically: store.atomically,
      clock: () => moment,
      newId: () => demoId(`case:${key}:${String(++given)}`),
      composeBundle,
      digest: sha256,
    }
  }
  const due: { readonly key: string; readonly step: Step; readonly ports: ScenarioPorts }[] = []
  for (const scenario of await missing(store, scenarios(now))) {
    const ports = portsOf(scenario.key)
    due.push(...scenario.steps.map((step) => ({ key: scenario.key, step, ports })))
  }
  for (const { key, step, ports } of due.sort((a, b) => b.step.hoursAgo - a.step.hoursAgo)) {
    moment = new Date(now.getTime() - step.hoursAgo * 3_600_000)
    const result = await step.run(ports)
    if (!result.ok) throw new Error(`the demo case ${key} was refused: ${result.error}`)
  }
}

async function missing(store: Store, all: readonly Scenario[]): Promise<readonly Scenario[]> {
  const found = await Promise.all(
    all.map(({ key, requester }) => store.read(actorOf(requester), ({ cases }) => cases.find(caseIdOf(key)))),
  )
  return all.filter((_, index) => found[index] === null)
}
