import type { Actor } from '#core/directory/actor.ts'
import { isCoordinator } from '#core/directory/actor.ts'
import type { AtomicallyWithMinutes, MinutesRepositories } from '#core/minutes/ports.ts'
import { maySign } from '#core/minutes/signing-order.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { CaseStatus, ConsultCase } from './case.ts'
import { caseStatuses } from './case.ts'
import type { WorkItem } from './my-work.ts'
import { myWork } from './my-work.ts'
import type { Names } from './names-of-cases.ts'
import { namesOfCases } from './names-of-cases.ts'

/** What pages that only read stand on: the same repositories, without a transaction. */
export interface ReadPorts {
  readonly read: AtomicallyWithMinutes
  readonly clock: Clock
}

export interface MyWork {
  readonly items: readonly WorkItem[]
  readonly names: Names
  readonly now: Date
}

const settled: readonly CaseStatus[] = ['rejected', 'closed', 'cancelled']
const open = caseStatuses.filter((status) => !settled.includes(status))

/** More open matters than this for one person are a list to search, not a page to work through. */
const most = 200

/** Everything that waits for the actor: their own open cases and, for a coordinator, what nobody has taken in hand. */
export const makeViewMyWork =
  (ports: ReadPorts) =>
  (actor: Actor): Promise<MyWork> =>
    ports.read(actor, async (repositories) => {
      const { cases, directory } = repositories
      const now = ports.clock()
      const [mine, untaken] = await Promise.all([
        mattersOf(actor, repositories),
        isCoordinator(actor) ? cases.list({ statuses: ['submitted'], limit: most, offset: 0 }) : { cases: [] },
      ])
      const known = new Map([...mine, ...untaken.cases].map((one) => [one.id, one]))
      const items = myWork(actor, [...known.values()], { now, toSign: await waitingForSignature(actor, mine, repositories) })
      return { items, names: await namesOfCases(directory, items.map((item) => item.case)), now }
    })

/** The actor's newest open matters; behind however many of them, those that wait for signatures as well. */
async function mattersOf(actor: Actor, { cases }: MinutesRepositories): Promise<readonly ConsultCase[]> {
  const involving = actor.practitioner
  const newest = await cases.list({ involving, statuses: open, limit: most, offset: 0 })
  if (newest.total <= most) return newest.cases
  const unsigned = await cases.list({ involving, statuses: ['awaiting-signatures'], limit: most, offset: 0 })
  return [...newest.cases, ...unsigned.cases]
}

/** Minutes and addenda whose turn it is for the actor to sign: asked of the actor's own cases, since the open minutes of a busy hub are many. */
async function waitingForSignature(actor: Actor, mine: readonly ConsultCase[], { minutes }: MinutesRepositories): Promise<ReadonlySet<CaseId>> {
  const held = mine.filter((one) => 'endedAt' in one).map((one) => one.id)
  const waiting = await minutes.openOf(held)
  return new Set(waiting.flatMap((one) => (one.status === 'signing' && maySign(actor, one).ok ? [one.case] : [])))
}
