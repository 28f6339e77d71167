import type { Actor } from '#core/directory/actor.ts'
import type { RecordOrigin } from '#core/record/incoming.ts'
import type { RecordMessage } from '#core/record/receive-message.ts'
import { receiveMessage } from '#core/record/receive-message.ts'
import { mayReadRecords } from '#core/record/view-record.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { NewId, RefusedId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { InteropRepositories } from './ports.ts'
import type { RefusalOfMessage, RefusedMessage } from './refused-message.ts'
import { mayDealWithRefused } from './refused-message.ts'

/** What keeps a message from being read at all. */
type UnreadableMessage = 'record.wrong-charset' | 'record.malformed' | 'record.unsupported-message' | 'record.patient-without-name' | 'record.document-not-pdf'

/** Reads a message of a hospital's own system; `source` is the sender as it names itself. */
type MessageReader = (bytes: Uint8Array) => Result<{ readonly message: RecordMessage; readonly source: string; readonly controlId: string; readonly toldAt: Date | undefined }, UnreadableMessage>

interface DealPorts {
  readonly atomically: <T>(actor: Actor, work: (repositories: InteropRepositories) => Promise<T>) => Promise<T>
  readonly clock: Clock
}

interface TryPorts extends DealPorts {
  readonly newId: NewId
  readonly read: MessageReader
}

export type DealRefusal = 'refused.not-allowed' | 'refused.not-found' | 'refused.settled' | 'refused.no-reason'

export interface RefusedOverview {
  readonly waiting: readonly RefusedMessage[]
  readonly waitingInAll: number
  readonly settled: readonly RefusedMessage[]
}

/** How many lines one page shows of either kind. */
const atOnce = 100

/** What could not be taken at the actor's hospital: what waits for somebody, and what became of the rest. */
export const makeListRefused =
  (ports: Pick<DealPorts, 'atomically'>) =>
  (actor: Actor): Promise<Result<RefusedOverview, 'refused.not-allowed'>> =>
    ports.atomically(actor, async ({ refused }) => {
      if (!mayDealWithRefused(actor)) return err('refused.not-allowed')
      return ok({ waiting: await refused.list(false, atOnce), waitingInAll: await refused.count(), settled: await refused.list(true, atOnce) })
    })

export interface OpenedRefused {
  readonly message: RefusedMessage
  readonly mayDeal: boolean
  /** What came; null where the actor may not read records, and once the message is settled. */
  readonly content: Uint8Array | null
  readonly mayRead: boolean
}

/** Opens one message; every opening is recorded. */
export const makeOpenRefused =
  (ports: DealPorts) =>
  (actor: Actor, id: RefusedId): Promise<Result<OpenedRefused, 'refused.not-allowed' | 'refused.not-found'>> =>
    ports.atomically(actor, async ({ refused, audit }) => {
      const [mayDeal, mayRead] = [mayDealWithRefused(actor), mayReadRecords(actor)]
      if (!mayDeal && !mayRead) return err('refused.not-allowed')
      const message = await refused.find(id)
      if (message === null) return err('refused.not-found')
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at: ports.clock(), payload: { type: 'refused.viewed', message: id } })
      return ok({ message, mayDeal, mayRead, content: mayRead ? await refused.content(id) : null })
    })

/** Undoes the attempt: a message that is refused again leaves nothing half taken. */
class StillRefused extends Error {
  override readonly name = 'StillRefused'
  readonly refusal: RefusalOfMessage
  constructor(refusal: RefusalOfMessage) {
    super(refusal)
    this.refusal = refusal
  }
}

/** Takes a message after the cause of its refusal was mended; what is refused again keeps waiting, with its new reason. */
export const makeTryRefusedAgain =
  (ports: TryPorts) =>
  async (actor: Actor, id: RefusedId): Promise<Result<null, DealRefusal | RefusalOfMessage>> => {
    if (!mayDealWithRefused(actor)) return err('refused.not-allowed')
    try {
      return await ports.atomically(actor, (repositories) => takeNow(ports, { actor, id }, repositories))
    } catch (cause) {
      if (!(cause instanceof StillRefused)) throw cause
      const { refusal } = cause
      await ports.atomically(actor, async ({ refused, audit }) => {
        const held = await refused.findForChange(id)
        if (held === null || held.settled !== null) return
        await refused.stillRefused(id, refusal)
        await audit.append(handled(actor, id, { at: ports.clock(), as: 'tried-again' }))
      })
      return err(refusal)
    }
  }

async function takeNow(ports: TryPorts, { actor, id }: { readonly actor: Actor; readonly id: RefusedId }, repositories: InteropRepositories): Promise<Result<null, DealRefusal>> {
  const held = await repositories.refused.findForChange(id)
  if (held === null) return err('refused.not-found')
  const content = held.settled === null ? await repositories.refused.content(id) : null
  if (content === null) return err('refused.settled')
  const read = ports.read(content)
  if (!read.ok) throw new StillRefused(read.error)
  const { message, source, controlId, toldAt } = read.value
  // What was said in the meantime is what holds: an old message must not stand in its place.
  const changesPatient = message.kind === 'update'
  if (await repositories.intake.hasNewer({ record: message.record, changesPatient }, { source, moment: held.receivedAt })) throw new StillRefused('refused.overtaken')
  const at = ports.clock()
  const origin: RecordOrigin = { channel: held.channel, source, message: controlId, practitioner: actor.practitioner, client: null, receivedAt: at, toldAt }
  const received = await receiveMessage(repositories, message, { organization: actor.organization, newId: ports.newId, origin })
  if (!received.ok) throw new StillRefused(received.error)
  await repositories.refused.settle(id, { as: 'taken', at, by: actor.practitioner, note: null })
  await repositories.audit.append(handled(actor, id, { at, as: 'taken' }))
  return ok(null)
}

/** Puts a message aside for good, with the reason; what it says is let go of. */
export const makeSetRefusedAside =
  (ports: DealPorts) =>
  (actor: Actor, input: { readonly id: RefusedId; readonly note: string }): Promise<Result<null, DealRefusal>> =>
    ports.atomically(actor, async ({ refused, audit }) => {
      if (!mayDealWithRefused(actor)) return err('refused.not-allowed')
      const note = input.note.trim()
      if (note === '') return err('refused.no-reason')
      const held = await refused.findForChange(input.id)
      if (held === null) return err('refused.not-found')
      if (held.settled !== null) return err('refused.settled')
      const at = ports.clock()
      await refused.settle(input.id, { as: 'set-aside', at, by: actor.practitioner, note })
      await audit.append(handled(actor, input.id, { at, as: 'set-aside' }))
      return ok(null)
    })

const handled = ({ organization, practitioner: actor }: Actor, message: RefusedId, { at, as }: { readonly at: Date; readonly as: 'tried-again' | 'taken' | 'set-aside' }) =>
  ({ organization, actor, at, payload: { type: 'refused.handled', message, as } }) as const
