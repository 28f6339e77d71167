import { expect, it } from 'vitest'
import { auditBody } from '#core/audit/chain.ts'
import type { AuditEvent } from '#core/audit/audit-event.ts'
import { brandId } from '#core/shared/ids.ts'
import { eventOfBody } from './audit-export.ts'
import { auditEvent } from './audit-resource.ts'

const seen: AuditEvent = { organization: brandId('hub'), actor: brandId('doctor'), at: new Date('2026-11-21T02:00:00Z'), payload: { type: 'snapshot.viewed', case: brandId('case'), snapshot: brandId('snapshot') } }

it('says in the standard\'s own words that something was seen behind broken glass', () => {
  expect(auditEvent(1, { ...seen, under: brandId('glass') })).toMatchObject({ purposeOfEvent: [{ coding: [{ code: 'BTG' }] }] })
  expect(auditEvent(1, seen)['purposeOfEvent']).toBeUndefined()
})

it('keeps the glass through the text that is hashed, and leaves older texts as they were', () => {
  expect(eventOfBody(auditBody({ ...seen, under: brandId('glass') }))).toEqual({ ...seen, under: 'glass' })
  expect(auditBody(seen)).not.toContain('under')
})
