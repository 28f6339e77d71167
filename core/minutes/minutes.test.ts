import { describe, expect, it } from 'vitest'
import { brandId, type MinutesId, type Sha256 } from '#core/shared/ids.ts'
import { initialDocument } from './initial-document.ts'
import { amend, applySignature, draftMinutes, freeze, openForSigning, returnToDraft, type Minutes, type SigningMinutes } from './minutes.ts'
import { prefillForm } from './prefill.ts'
import { signatoriesOf, type AppliedSignature, type Signatory } from './signing-order.ts'
import { sampleFacts } from './test-facts.ts'

const form = prefillForm(sampleFacts())
const document = initialDocument(sampleFacts())
const at = new Date('2026-11-21T08:00:00Z')
const hash = (digit: string): Sha256 => brandId(digit.repeat(64))
const draft = draftMinutes({ id: brandId('m1'), case: brandId('c1'), form, document })

function signing(): SigningMinutes {
  const frozen = freeze(draft, { form, document, by: form.chair.practitioner, at })
  if (!frozen.ok) throw new Error(frozen.error)
  return openForSigning(frozen.value, hash('a'))
}
const given = (one: Signatory): AppliedSignature => ({
  ...one, signedAt: at, certificateSerial: '01', certificateSubject: one.name, sealed: hash('b'),
})
const back = { reason: 'Sai liều thuốc', by: form.secretary.practitioner, at, nextId: brandId<MinutesId>('m2') }

describe('the life of the minutes', () => {
  it('freezes once', () => {
    expect(freeze(signing(), { form, document, by: form.chair.practitioner, at })).toEqual({ ok: false, error: 'minutes.frozen' })
  })

  it('composes the text when freezing, so that what is signed is NFC', () => {
    const decomposed = { ...document, content: document.content.map((section) => ({
      ...section, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Chẩn đoán'.normalize('NFD') }] }] })) }
    const frozen = freeze(draft, { form, document: decomposed, by: form.chair.practitioner, at })
    expect(frozen.ok && JSON.stringify(frozen.value.document)).toContain('Chẩn đoán')
  })

  it('is signed when the last signatory has signed, and not before', () => {
    const states = signatoriesOf(form).reduce<Minutes[]>((before, one) => {
      const last = before.at(-1) ?? signing()
      return last.status === 'signing' ? [...before, applySignature(last, given(one))] : before
    }, [])
    expect(states.map((one) => one.status)).toEqual(['signing', 'signing', 'signing', 'signed'])
  })

  it('keeps the void signatures of a returned version and opens the next from the same text', () => {
    const [first] = signatoriesOf(form)
    const half = first ? applySignature(signing(), given(first)) : signing()
    const result = returnToDraft(half, back)
    expect(result).toMatchObject({
      ok: true,
      value: { returned: { status: 'returned', version: 1, signatures: [{ field: 'ThuKy' }] }, next: { status: 'draft', version: 2, document } },
    })
  })

  it('is not returned without a reason, nor from a draft', () => {
    expect(returnToDraft(signing(), { ...back, reason: '  ' })).toEqual({ ok: false, error: 'minutes.no-reason' })
    expect(returnToDraft(draft, back)).toEqual({ ok: false, error: 'minutes.not-signing' })
  })

  it('is amended only after it was signed, by a version of its own', () => {
    const addendum = { id: brandId<MinutesId>('m2'), version: 2, form, document }
    expect(amend(draft, addendum)).toEqual({ ok: false, error: 'minutes.not-signed' })
    const signed: Minutes = { ...signing(), status: 'signed', signedAt: at }
    expect(amend(signed, addendum)).toMatchObject({ ok: true, value: { amends: 'm1', version: 2, status: 'draft' } })
  })
})
