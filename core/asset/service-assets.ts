import type { Repositories } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { AssetId, NewId, PractitionerId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { mayKeepAssets } from './asset.ts'
import { assetEvent } from './asset-event.ts'
import type { ReservationLine } from './asset-repository.ts'
import type { AssetPorts, AssetReadPorts } from './ports.ts'

type ServiceRefusal = 'asset.not-allowed' | 'asset.not-found'

/** What would lose it, were it taken out of service now. */
export const makeForeseeOutOfService =
  (ports: AssetReadPorts) =>
  (actor: Actor, asset: AssetId): Promise<Result<readonly ReservationLine[], ServiceRefusal>> =>
    ports.read(actor, async ({ assets }) => {
      if (!mayKeepAssets(actor)) return err('asset.not-allowed')
      if (!(await assets.all()).some(({ id }) => id === asset)) return err('asset.not-found')
      return ok(await assets.ahead(asset, ports.clock()))
    })

/** Takes it out of service: whatever had reserved it loses it, and whoever coordinates that is told. */
export const makeTakeOutOfService =
  (ports: AssetPorts) =>
  (actor: Actor, id: AssetId): Promise<Result<readonly ReservationLine[], ServiceRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      if (!mayKeepAssets(actor)) return err('asset.not-allowed')
      const { assets, audit } = repositories
      const asset = await assets.findForChange(id)
      if (asset === null) return err('asset.not-found')
      const now = ports.clock()
      const lost = await assets.ahead(id, now)
      await assets.save({ ...asset, inService: false })
      await assets.release(lost, 'out-of-service', now)
      await audit.append(assetEvent(actor, now, { type: 'asset.out-of-service', asset: id }))
      await tellOfLoss(repositories, { actor, newId: ports.newId, at: now, lost })
      return ok(lost)
    })

/** Puts it back into service; what it lost stays lost. */
export const makeReturnToService =
  (ports: AssetPorts) =>
  (actor: Actor, id: AssetId): Promise<Result<null, ServiceRefusal>> =>
    ports.atomically(actor, async ({ assets, audit }) => {
      if (!mayKeepAssets(actor)) return err('asset.not-allowed')
      const asset = await assets.findForChange(id)
      if (asset === null) return err('asset.not-found')
      await assets.save({ ...asset, inService: true })
      await audit.append(assetEvent(actor, ports.clock(), { type: 'asset.in-service', asset: id }))
      return ok(null)
    })

interface Loss {
  readonly actor: Actor
  readonly newId: NewId
  readonly at: Date
  readonly lost: readonly ReservationLine[]
}

/** Tells the hospital's coordinators, and the treating doctor where the case is asked by it, once for each case and meeting. */
async function tellOfLoss({ notices, directory, cases }: Pick<Repositories, 'notices' | 'directory' | 'cases'>, { actor, newId, at, lost }: Loss): Promise<void> {
  if (lost.length === 0) return
  const coordinators = await directory.coordinatorsOf(actor.organization)
  const ofCases = [...new Set(lost.flatMap(({ about }) => ('case' in about ? [about.case] : [])))]
  const ofMeetings = [...new Set(lost.flatMap(({ about }) => ('meeting' in about ? [about.meeting] : [])))]
  const toEach = (people: readonly PractitionerId[]) => [...new Set(people)].filter((person) => person !== actor.practitioner)
  for (const id of ofCases) {
    const one = await cases.find(id)
    const asker = one !== null && one.requestingOrganization === actor.organization ? [one.requester] : []
    await notices.add(toEach([...coordinators, ...asker]).map((recipient) => ({ id: brandId(newId()), recipient, kind: 'asset.lost', case: id, at, readAt: null })))
  }
  for (const meeting of ofMeetings) {
    await notices.add(toEach(coordinators).map((recipient) => ({ id: brandId(newId()), recipient, kind: 'meeting.room-lost', case: null, organization: actor.organization, meeting, at, readAt: null })))
  }
}
