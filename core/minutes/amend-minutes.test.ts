import { beforeEach, describe, expect, it } from 'vitest'
import { brandId } from '#core/shared/ids.ts'
import { ok } from '#core/shared/result.ts'
import { makeAmendMinutes } from './amend-minutes.ts'
import { plainText, type MinutesDocument } from './document.ts'
import { makeFileMinutes } from './file-minutes.ts'
import { makeFreezeMinutes } from './freeze-minutes.ts'
import { initialDocument } from './initial-document.ts'
import { applySignature, draftMinutes, freeze, openForSigning, type SignedMinutes, type SigningMinutes } from './minutes.ts'
import type { MinutesSealer } from './ports.ts'
import { prefillForm } from './prefill.ts'
import { makeReturnMinutes } from './return-minutes.ts'
import { pendingSigners } from './signing-order.ts'
import { sampleFacts } from './test-facts.ts'
import { makeMinutesWorld, sampleActor, type MinutesWorld } from './test-world.ts'

const at = new Date('2026-11-23T08:00:00Z')
const reason = 'Bổ sung liều thuốc sau khi có kháng sinh đồ'
const sealer: MinutesSealer = {
  reserve: async (pdf) => pdf, sign: async ({ pdf }) => pdf, addValidationData: async (pdf) => pdf,
  verify: async () => ({ signatures: [], unsignedFields: [], whole: true }),
}
let world: MinutesWorld
let ids = 0
let written: MinutesDocument

const ports = () => ({ atomically: world.atomically, clock: () => at, newId: () => `id-${++ids}` })
const amendAs = (part: Parameters<typeof sampleActor>[0], why = reason) => makeAmendMinutes(ports())(sampleActor(part), { case: world.case, reason: why })

/** Everyone signs one after another. */
function signAll(minutes: SigningMinutes): SignedMinutes {
  let now: SigningMinutes | SignedMinutes = minutes
  for (const { practitioner, organization, role, field } of pendingSigners(minutes)) {
    if (now.status === 'signing') {
      now = applySignature(now, { practitioner, organization, role, field, signedAt: at, certificateSerial: '1', certificateSubject: '', sealed: now.sealed })
    }
  }
  if (now.status !== 'signed') throw new Error('somebody did not sign')
  return now
}

async function sign(): Promise<void> {
  const { minutes, files } = world.repositories
  const frozen = await minutes.latest(world.case)
  if (frozen?.status !== 'frozen') throw new Error('not frozen')
  const signing = openForSigning(frozen, await files.put({ bytes: new Uint8Array([frozen.version]), mediaType: 'application/pdf' }))
  await minutes.save(signing)
  await minutes.save(signAll(signing))
}

const jobs = () => ({ atomically: world.forCase, clock: () => at, newId: () => `id-${++ids}`, sealer })
const freezeNow = () => makeFreezeMinutes({ ...ports(), gatherFacts: async () => sampleFacts(), drafts: { settle: async () => ok(null), read: () => ok(written) } })(
  sampleActor('chair'), { case: world.case })

/** Words in one section of the addendum that stands open now. */
async function write(words: string): Promise<void> {
  const draft = await world.repositories.minutes.latest(world.case)
  written = {
    type: 'doc',
    content: (draft?.document.content ?? []).map((section) =>
      section.attrs.key === 'amendment' ? { ...section, content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] } : section),
  }
  if (draft !== null) await world.repositories.liveMinutes.begin(draft.id, new Uint8Array())
}

beforeEach(async () => {
  world = makeMinutesWorld()
  const form = prefillForm(sampleFacts())
  const draft = draftMinutes({ id: brandId('m-1'), case: world.case, form, document: initialDocument(sampleFacts()) })
  await world.repositories.minutes.add(draft)
  const frozen = freeze(draft, { form, document: draft.document, by: form.chair.practitioner, at })
  if (frozen.ok) await world.repositories.minutes.save(frozen.value)
  await sign()
})

/** Puts the case where a filed consult stands. */
async function fileOriginal(): Promise<void> {
  const one = await world.repositories.cases.find(world.case)
  if (one?.status !== 'ended') throw new Error('not ended')
  await world.repositories.cases.save({ ...one, status: 'awaiting-outcome', filing: { document: brandId('0'.repeat(64)), filedAt: at, receipt: 'LV-1' } })
}

describe('an addendum', () => {
  it('is begun by a writer of the minutes, with a reason, once they are filed', async () => {
    expect(await amendAs('secretary')).toEqual({ ok: false, error: 'minutes.not-signed' })
    await fileOriginal()
    expect(await amendAs('member')).toEqual({ ok: false, error: 'case.not-allowed' })
    expect(await amendAs('secretary', '  ')).toEqual({ ok: false, error: 'minutes.no-amendment-reason' })
    const begun = await amendAs('secretary')
    expect(begun).toMatchObject({
      ok: true,
      value: { version: 2, amends: 'm-1', status: 'draft', form: { code: 'HC-0421/BBHC-PL1', amended: { code: 'HC-0421/BBHC', version: 1 } } },
    })
    expect(begun.ok && plainText(begun.value.document.content[0] ?? { type: 'doc' })).toContain(reason)
    expect(await amendAs('chair')).toEqual({ ok: false, error: 'minutes.addendum-open' })
    expect(world.audit.at(-1)).toMatchObject({ type: 'minutes.addendum-opened', version: 2 })
  })

  it('is frozen by the chair only when it says what it adds, and leaves the case and the signed minutes as they are', async () => {
    await fileOriginal()
    const before = (await world.repositories.minutes.versions(world.case))[0]
    await amendAs('secretary')
    await write('   ')
    expect(await freezeNow()).toEqual({ ok: false, error: 'minutes.incomplete' })
    await write('Meropenem 1 g mỗi 8 giờ.')
    expect(await freezeNow()).toMatchObject({ ok: true, value: { status: 'frozen', form: { code: 'HC-0421/BBHC-PL1' } } })
    expect(world.status()).toBe('awaiting-outcome')
    expect((await world.repositories.minutes.versions(world.case))[0]).toEqual(before)
  })

  it('can be sent back, and is then an addendum still', async () => {
    await fileOriginal()
    await amendAs('secretary')
    await write('Meropenem 1 g mỗi 8 giờ.')
    await freezeNow()
    const back = await makeReturnMinutes(ports())(sampleActor('requester'), { case: world.case, version: 2, reason: 'Ghi rõ số ngày' })
    expect(back).toMatchObject({ ok: true, value: { version: 3, amends: 'm-1', status: 'draft' } })
    expect(world.status()).toBe('awaiting-outcome')
  })

  it('is filed once beside what it amends, with a receipt of its own, and is sent on as an addendum', async () => {
    await fileOriginal()
    await amendAs('secretary')
    await write('Meropenem 1 g mỗi 8 giờ.')
    await freezeNow()
    await sign()
    const file = makeFileMinutes(jobs())
    expect(await file({ case: world.case, version: 2 })).toBe('filed')
    expect(await file({ case: world.case, version: 2 })).toBe('nothing-to-do')
    expect(world.filed).toMatchObject([{ title: 'Phụ lục biên bản hội chẩn HC-0421/BBHC-PL1' }])
    expect(await world.repositories.receipts.of(world.case)).toMatchObject([{ minutes: world.filed[0]?.id, receipt: world.filed[0]?.receipt }])
    expect(world.jobs.filter(({ name }) => name === 'plan-filings')).toHaveLength(1)
    expect(world.status()).toBe('awaiting-outcome')
    // The next one counts on.
    expect(await amendAs('chair')).toMatchObject({ ok: true, value: { version: 3, amends: 'm-1', form: { code: 'HC-0421/BBHC-PL2' } } })
  })
})
