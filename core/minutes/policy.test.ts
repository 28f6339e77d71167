import { expect, it } from 'vitest'
import { brandId, type PractitionerId } from '#core/shared/ids.ts'
import { isSignatory, mayAdministerSeal, mayFreeze } from './policy.ts'
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

it("leaves the hospital's seal to its administrators", () => {
  expect(mayAdministerSeal({ roles: ['admin'] })).toBe(true)
  expect(mayAdministerSeal({ roles: ['doctor', 'nurse', 'coordinator', 'auditor'] })).toBe(false)
})
