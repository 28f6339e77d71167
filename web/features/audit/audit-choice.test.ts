import { expect, test } from 'vitest'
import { readAuditChoice } from './audit-choice.ts'

const id = '0c8f4d7e-51a8-4b1e-9a52-0d0a8a6f0001'

test('the address names one subject, or nobody', () => {
  expect(readAuditChoice({ about: `patient:${id}`, page: '3' })).toEqual({ about: { kind: 'patient', id }, text: '', page: 3 })
  for (const about of ['patient:1', `hospital:${id}`, '', `patient:${id}'--`, undefined]) expect(readAuditChoice({ about }).about).toBeNull()
})

test('a page that is none is the first', () => {
  for (const page of ['0', '-1', 'x', '1e99']) expect(readAuditChoice({ page }).page).toBe(1)
})
