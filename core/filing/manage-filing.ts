import type { Actor } from '#core/directory/actor.ts'
import { brandId, type NewId } from '#core/shared/ids.ts'
import type { Clock } from '#core/shared/clock.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { revived, settledByHand, type Delivery, type DeliveryId, type Destination, type DestinationId, type DestinationKind } from './filing.ts'
import type { DeliveryLine, FilingRepositories } from './ports.ts'
import type { MinutesCheckRepository } from '#core/minutes/seal-on-file.ts'

export interface FilingPorts {
  readonly atomically: <T>(actor: Actor, work: (repositories: FilingRepositories) => Promise<T>) => Promise<T>
  readonly clock: Clock
  readonly newId: NewId
}

export type FilingRefusal = 'filing.not-allowed' | 'filing.bad-address' | 'filing.not-found' | 'filing.not-dead' | 'filing.no-note'

/** Who looks after a hospital's filing: its administrators and coordinators; no clinical content is shown to them. */
export const mayManageFiling = (actor: Actor): boolean => actor.roles.includes('admin') || actor.roles.includes('coordinator')

/** Where documents go is the administrators' decision alone. */
const mayName = (actor: Actor): boolean => actor.roles.includes('admin')

export interface FilingOverview {
  readonly destinations: readonly Destination[]
  readonly deliveries: readonly DeliveryLine[]
  readonly damaged: Awaited<ReturnType<MinutesCheckRepository['faults']>>
  readonly mayEdit: boolean
}

/** Systems, deliveries and damaged files of the own hospital. */
export const makeViewFiling =
  (ports: Pick<FilingPorts, 'atomically'>) =>
  (actor: Actor): Promise<Result<FilingOverview, 'filing.not-allowed'>> =>
    ports.atomically(actor, async ({ filing, checks }) => {
      if (!mayManageFiling(actor) && !actor.roles.includes('auditor')) return err('filing.not-allowed')
      const [destinations, deliveries, damaged] = [await filing.destinations(), await filing.list(100), await checks.faults()]
      return ok({ destinations, deliveries, damaged, mayEdit: mayName(actor) })
    })

export interface DestinationInput {
  readonly id: DestinationId | null
  readonly kind: DestinationKind
  readonly name: string
  readonly address: string
  readonly application: string
  readonly facility: string
  readonly active: boolean
  /** Null leaves the kept one as it is. */
  readonly secret: string | null
}

const shapes: Readonly<Record<DestinationKind, RegExp>> = {
  'fhir-mhd': /^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/,
  'fhir-document': /^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/,
  'hl7-mdm': /^mllp:\/\/[^\s/?#@:]+:\d{1,5}$/,
}

/** An administrator names a system, or changes one. */
export const makeSaveDestination =
  (ports: FilingPorts) =>
  (actor: Actor, input: DestinationInput): Promise<Result<{ readonly id: DestinationId }, FilingRefusal>> =>
    ports.atomically(actor, async ({ filing }) => {
      if (!mayName(actor)) return err('filing.not-allowed')
      if (!shapes[input.kind].test(input.address)) return err('filing.bad-address')
      const known = (await filing.destinations()).find(({ id }) => id === input.id)
      if (input.id !== null && known === undefined) return err('filing.not-found')
      const { secret, ...rest } = input
      const id = known?.id ?? brandId<DestinationId>(ports.newId())
      await filing.saveDestination({ ...rest, id, organization: actor.organization, hasSecret: secret !== null || (known?.hasSecret ?? false) }, secret)
      return ok({ id })
    })

const changeDead =
  (ports: FilingPorts, change: (delivery: Extract<Delivery, { status: 'dead' }>, at: Date) => Delivery) =>
  (actor: Actor, id: DeliveryId): Promise<Result<Delivery, FilingRefusal>> =>
    ports.atomically(actor, async ({ filing, jobs, audit }) => {
      if (!mayManageFiling(actor)) return err('filing.not-allowed')
      const delivery = await filing.findForChange(id)
      if (delivery === null) return err('filing.not-found')
      if (delivery.status !== 'dead') return err('filing.not-dead')
      const at = ports.clock()
      const next = change(delivery, at)
      await filing.save(next)
      if (next.status === 'waiting') await jobs.enqueue({ name: 'file-outside', case: next.case, version: next.version, delivery: id })
      const payload = { type: 'filing.handled', case: next.case, minutes: next.minutes, destination: next.destination, as: next.status === 'waiting' ? 'sent-again' : 'settled' } as const
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload })
      return ok(next)
    })

/** Sends a dead delivery again, under the same message id. */
export const makeSendAgain = (ports: FilingPorts) => changeDead(ports, revived)

/** Notes that a person has filed the document by hand. */
export const makeSettleByHand =
  (ports: FilingPorts) =>
  async (actor: Actor, input: { readonly id: DeliveryId; readonly note: string }): Promise<Result<Delivery, FilingRefusal>> => {
    const note = input.note.trim()
    return note === '' ? err('filing.no-note') : changeDead(ports, (delivery, at) => settledByHand(delivery, note, at))(actor, input.id)
  }
