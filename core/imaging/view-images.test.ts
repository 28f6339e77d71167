import { describe, expect, it } from 'vitest'
import { exampleActors, exampleCases, exampleNow, type ExampleActor } from '#core/case/testing.ts'
import type { CaseStatus } from '#core/case/case.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { ok } from '#core/shared/result.ts'
import { imagesOf, makeViewCaseImage, type ImagePorts } from './view-images.ts'

const dayMs = 86_400_000
const sent = imagesOf([
  { id: 's', uid: '1.2', modality: 'CT', description: '', startedAt: exampleNow, series: [{ uid: '1.2.1', description: '', instances: [{ uid: '1.2.1.1', number: 1, sopClass: '1.2.3', frames: 1 }] }] },
])
const address = { study: '1.2', series: '1.2.1', instance: '1.2.1.1' }

interface World {
  readonly status: CaseStatus
  readonly at?: Date
  /** Whether the patient's own record names the image. */
  readonly held?: boolean
  /** When the contract between the two hospitals ended, if it did. */
  readonly contractEnded?: Date
}

/** A hospital with one case, and what was recorded and asked of whose archive. */
function world({ status, at = exampleNow, held = true, contractEnded }: World) {
  const looks: string[] = []
  const asked: string[] = []
  const work: ImagePorts['read'] = (actor, run) =>
    run({
      cases: { find: async () => exampleCases[status] },
      imaging: { holds: async () => held && actor.organization === exampleActors.requester.organization },
      snapshots: { find: async () => null },
      directory: {
        linksOfSatellite: async (satellite: OrganizationId) => [
          { hub: exampleActors.coordinator.organization, satellite, specialties: [], validFrom: new Date(0), validUntil: contractEnded ?? null },
        ],
      },
      audit: { append: async ({ payload }: { payload: { type: string } }) => void looks.push(payload.type) },
      // Only what this verb may touch.
    } as never)
  const seen = new Set<string>()
  const ports: ImagePorts = {
    read: work,
    atomically: work,
    clock: () => at,
    recentViews: { has: (view) => seen.has(view), add: (view) => void seen.add(view) },
    sentImages: async () => sent,
    archiveOf: async (organization) => {
      asked.push(organization)
      return { fetch: async () => ok({ mediaType: 'image/jpeg', body: new Uint8Array() }) } as never
    },
  }
  return { looks, asked, view: (who: ExampleActor, instance = address.instance) => makeViewCaseImage(ports)(exampleActors[who], { case: exampleCases[status].id, request: { kind: 'frame', address: { ...address, instance }, frame: 1, coding: 'compact' } }) }
}

const everybody = Object.keys(exampleActors) as ExampleActor[]
const whoSees = async (state: World, instance?: string): Promise<ExampleActor[]> => {
  const { view } = world(state)
  const answers = await Promise.all(everybody.map(async (who) => [who, (await view(who, instance)).ok] as const))
  return answers.filter(([, sees]) => sees).map(([who]) => who)
}

describe('an image under a case', () => {
  it('is seen by the asking clinicians, and by who accepted', async () => {
    for (const status of ['assigned', 'live', 'ended', 'awaiting-outcome'] as const)
      expect([status, await whoSees({ status })]).toEqual([status, ['requester', 'colleague', 'nurse', 'chair', 'secretary']])
    expect(await whoSees({ status: 'submitted' })).toEqual(['requester', 'colleague', 'nurse'])
    expect(await whoSees({ status: 'draft' })).toEqual(['requester', 'colleague', 'nurse'])
  })

  it('is closed to the advising hospital seven days after the case', async () => {
    const at = (days: number) => ({ status: 'closed', at: new Date(exampleNow.getTime() + days * dayMs) }) as const
    expect(await whoSees(at(6))).toEqual(['requester', 'colleague', 'nurse', 'chair', 'secretary'])
    expect(await whoSees(at(8))).toEqual(['requester', 'colleague', 'nurse'])
  })

  it('is closed to the advising hospital with the contract, but for a consult that is under way', async () => {
    const ended = (status: CaseStatus) => whoSees({ status, contractEnded: exampleNow })
    for (const status of ['assigned', 'scheduled', 'signed', 'awaiting-outcome'] as const) expect([status, await ended(status)]).toEqual([status, ['requester', 'colleague', 'nurse']])
    for (const status of ['lobby', 'live', 'interrupted', 'returned'] as const) expect([status, await ended(status)]).toEqual([status, ['requester', 'colleague', 'nurse', 'chair', 'secretary']])
    expect(await whoSees({ status: 'assigned', contractEnded: new Date(exampleNow.getTime() + 1) })).toEqual(['requester', 'colleague', 'nurse', 'chair', 'secretary'])
  })

  it('is only what was sent, but for the hospital whose patient it is', async () => {
    expect(await whoSees({ status: 'live' }, '1.2.1.2')).toEqual(['requester', 'colleague', 'nurse'])
    expect(await whoSees({ status: 'live', held: false }, '1.2.1.2')).toEqual([])
  })

  it('comes from the asking hospital’s archive, and is recorded once however often it is scrolled', async () => {
    const one = world({ status: 'live' })
    for (let frame = 0; frame < 5; frame++) await one.view('chair')
    await one.view('stranger')
    expect(new Set(one.asked)).toEqual(new Set([exampleActors.requester.organization]))
    expect(one.looks).toEqual(['image.viewed'])
  })
})
