import { expect, it } from 'vitest'
import { brandId, type PractitionerId } from '#core/shared/ids.ts'
import { exampleActors, exampleCases } from '#core/case/testing.ts'
import { initialDocument } from './initial-document.ts'
import { draftMinutes, type Minutes } from './minutes.ts'
import { isSignatory, mayAdministerSeal, mayAmend, mayFreeze, mayReturn } from './policy.ts'
import { prefillForm } from './prefill.ts'
import { signatoriesOf } from './signing-order.ts'
import { sampleFacts } from './test-facts.ts'

const form = prefillForm(sampleFacts())
const stranger = { practitioner: brandId<PractitionerId>('nobody') }

it('counts those who sign as signatories, and nobody else', () => {
  expect(signatoriesOf(form).every((one) => isSignatory(one, form))).toBe(true)
  expect(isSignatory(stranger, form)).toBe(false)
})

it('lets the chair alone freeze', () => {
  expect(mayFreeze(form.chair, form)).toBe(true)
  expect([stranger, form.secretary].map((one) => mayFreeze(one, form))).toEqual([false, false])
})

const draft = draftMinutes({ id: brandId('m'), case: brandId('c'), form, document: initialDocument(sampleFacts()) })
const standing = (status: 'frozen' | 'signing' | 'signed'): Minutes => ({ ...draft, status }) as unknown as Minutes

it('lets whoever signs send them back, while they are being signed', () => {
  expect((['frozen', 'signing'] as const).map((status) => mayReturn(form.secretary, standing(status)))).toEqual([true, true])
  expect([mayReturn(stranger, standing('signing')), mayReturn(form.secretary, standing('signed')), mayReturn(form.secretary, draft)]).toEqual([false, false, false])
})

it('lets a writer begin an addendum once they are signed and filed', () => {
  const filed = exampleCases['awaiting-outcome']
  expect([exampleActors.chair, exampleActors.secretary].map((one) => mayAmend(one, filed, standing('signed')))).toEqual([true, true])
  expect(mayAmend(exampleActors.decliner, filed, standing('signed'))).toBe(false)
  expect([mayAmend(exampleActors.chair, filed, standing('signing')), mayAmend(exampleActors.chair, exampleCases.live, standing('signed'))]).toEqual([false, false])
})

it("leaves the hospital's seal to its administrators", () => {
  expect(mayAdministerSeal({ roles: ['admin'] })).toBe(true)
  expect(mayAdministerSeal({ roles: ['doctor', 'nurse', 'coordinator', 'auditor'] })).toBe(false)
})
