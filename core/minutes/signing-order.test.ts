import { describe, expect, it } from 'vitest'
import { brandId } from '#core/shared/ids.ts'
import { prefillForm } from './prefill.ts'
import { maySign, nextSigners, pendingSigners, signatoriesOf, type AppliedSignature, type Signatory } from './signing-order.ts'
import { sampleFacts } from './test-facts.ts'

const form = prefillForm(sampleFacts())
const [secretary, firstMember, secondMember, chair] = signatoriesOf(form)
const signed = (...given: (Signatory | undefined)[]): { form: typeof form; signatures: AppliedSignature[] } => ({
  form,
  signatures: given.flatMap((one) =>
    one
      ? [{ ...one, signedAt: new Date(0), certificateSerial: '01', certificateSubject: one.name, sealed: brandId('0'.repeat(64)) }]
      : [],
  ),
})
const as = (one: Signatory | undefined): { practitioner: Signatory['practitioner'] } => ({
  practitioner: one?.practitioner ?? brandId('nobody'),
})

describe('the signing order', () => {
  it('begins with the secretary alone', () => {
    expect(nextSigners(signed())).toEqual([secretary])
    expect(maySign(as(chair), signed())).toEqual({ ok: false, error: 'minutes.not-your-turn' })
    expect(maySign(as(firstMember), signed())).toEqual({ ok: false, error: 'minutes.not-your-turn' })
  })

  it('lets the members sign in any order', () => {
    expect(nextSigners(signed(secretary))).toEqual([firstMember, secondMember])
    expect(maySign(as(secondMember), signed(secretary))).toEqual({ ok: true, value: secondMember })
    expect(nextSigners(signed(secretary, secondMember))).toEqual([firstMember])
  })

  it('keeps the chair for the end', () => {
    expect(maySign(as(chair), signed(secretary, secondMember))).toEqual({ ok: false, error: 'minutes.not-your-turn' })
    expect(nextSigners(signed(secretary, secondMember, firstMember))).toEqual([chair])
    expect(pendingSigners(signed(secretary, firstMember, secondMember, chair))).toEqual([])
  })

  it('takes no second signature and no stranger', () => {
    expect(maySign(as(secretary), signed(secretary))).toEqual({ ok: false, error: 'minutes.already-signed' })
    expect(maySign(as(undefined), signed())).toEqual({ ok: false, error: 'minutes.not-signatory' })
  })

  it('names every field once, in plain letters', () => {
    const fields = signatoriesOf(form).map((one) => one.field)
    expect(fields).toEqual(['ThuKy', 'ThanhVien1', 'ThanhVien2', 'ChuToa'])
  })
})
