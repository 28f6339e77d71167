import { describe, expect, it } from 'vitest'
import { brandId } from '#core/shared/ids.ts'
import { initialDocument } from './initial-document.ts'
import { draftMinutes, freeze, type FrozenMinutes } from './minutes.ts'
import { prefillForm } from './prefill.ts'
import { sampleFacts } from './test-facts.ts'
import { makeMinutesWorld, sampleActor } from './test-world.ts'
import { makeRemindNow } from './view-waiting.ts'
import { openOutcome, unsignedMinutes } from './waiting.ts'

const ended = new Date('2026-11-21T07:48:00Z')
const after = (hours: number): Date => new Date(ended.getTime() + hours * 3_600_000)
const form = prefillForm(sampleFacts())
const draft = draftMinutes({ id: brandId('m-1'), case: brandId('case-0421'), form, document: initialDocument(sampleFacts()) })

async function endedCase() {
  const world = makeMinutesWorld()
  const one = await world.repositories.cases.find(world.case)
  if (one === null) throw new Error('no case')
  return { world, one }
}

function frozen(at: Date): FrozenMinutes {
  const result = freeze(draft, { form, document: draft.document, by: form.chair.practitioner, at })
  if (!result.ok) throw new Error(result.error)
  return result.value
}

describe('minutes that wait', () => {
  it('wait for the secretary when nobody has opened them, and are late after a day', async () => {
    const { one } = await endedCase()
    expect(unsignedMinutes(one, null, after(23))).toMatchObject({ step: 'write', waitingFor: ['secretary'], overdue: false })
    expect(unsignedMinutes(one, draft, after(24))).toMatchObject({ step: 'write', waitingFor: ['secretary', 'chair'], overdue: true })
  })

  it('wait for those whose turn it is, and are late three days after the turn began', async () => {
    const { one } = await endedCase()
    const signing = { ...frozen(after(1)), status: 'signing' as const, rendered: brandId<never>('a'), sealed: brandId<never>('a'), signatures: [], seals: [] }
    expect(unsignedMinutes(one, signing, after(72))).toMatchObject({ step: 'sign', waitingFor: ['secretary'], since: after(1), overdue: false })
    expect(unsignedMinutes(one, signing, after(73))).toMatchObject({ overdue: true })
  })
})

describe('an outcome', () => {
  it('is due seven days after the filing', async () => {
    const { one } = await endedCase()
    expect(openOutcome(one, after(0))).toBeNull()
    if (one.status !== 'ended') throw new Error('not ended')
    const filed = { ...one, status: 'awaiting-outcome' as const, filing: { document: brandId<never>('a'), filedAt: after(2), receipt: 'LV-1' } }
    expect(openOutcome(filed, after(2 + 7 * 24 - 1))).toMatchObject({ waitingFor: sampleActor('requester').practitioner, overdue: false })
    expect(openOutcome(filed, after(2 + 7 * 24))).toMatchObject({ overdue: true })
  })
})

describe('a reminder by hand', () => {
  it('goes to whoever is waited for, from a writer of the minutes or a coordinator only', async () => {
    const { world } = await endedCase()
    const remind = makeRemindNow({ atomically: world.atomically, clock: () => after(30), newId: () => 'n-1' })
    expect(await remind(sampleActor('member'), { case: world.case })).toEqual({ ok: false, error: 'case.not-allowed' })
    expect(await remind(sampleActor('chair'), { case: world.case })).toEqual({ ok: true, value: { reminded: 1 } })
    expect(world.notices).toMatchObject([{ recipient: 'secretary', kind: 'minutes.reminder' }])
    // Whoever is waited for alone has nobody to remind.
    expect(await remind(sampleActor('secretary'), { case: world.case })).toEqual({ ok: false, error: 'minutes.nothing-waits' })
  })
})
