import { beforeEach, describe, expect, it } from 'vitest'
import { brandId } from '#core/shared/ids.ts'
import { initialDocument } from './initial-document.ts'
import { freeze, openForSigning, type DraftMinutes } from './minutes.ts'
import { prefillForm } from './prefill.ts'
import { makeRemindSigners } from './remind-signers.ts'
import { sampleFacts } from './test-facts.ts'
import { makeMinutesWorld, sampleActor, type MinutesWorld } from './test-world.ts'

const frozenAt = new Date('2026-11-21T08:00:00Z')
let world: MinutesWorld
const after = (hours: number) =>
  makeRemindSigners({
    atomically: world.forCase, beingSigned: async () => [world.case], newId: () => `n-${hours}`, clock: () => new Date(frozenAt.getTime() + hours * 3_600_000),
  })()

beforeEach(async () => {
  world = makeMinutesWorld()
  const form = prefillForm(sampleFacts())
  const draft: DraftMinutes = { status: 'draft', id: brandId('m-1'), case: world.case, version: 1, amends: null, form, document: initialDocument(sampleFacts()) }
  const frozen = freeze(draft, { form, document: draft.document, by: form.chair.practitioner, at: frozenAt })
  if (!frozen.ok) throw new Error(frozen.error)
  await world.repositories.minutes.add(draft)
  await world.repositories.minutes.save(openForSigning(frozen.value, brandId('file')))
})

describe('whoever must sign next', () => {
  it('is left in peace for a day, then reminded', async () => {
    expect(await after(23)).toBe(0)
    expect(await after(25)).toBe(1)
    expect(world.notices.map(({ kind, recipient }) => [kind, recipient])).toEqual([['minutes.reminder', sampleActor('secretary').practitioner]])
  })

  it('is reported to the coordinator after three', async () => {
    await after(73)
    expect(world.notices.map(({ kind }) => kind)).toEqual(['minutes.reminder', 'minutes.overdue'])
  })
})
