import { describe, expect, it } from 'vitest'
import { brandId } from '#core/shared/ids.ts'
import type { Invitation, ScheduledCase } from './case.ts'
import { conflictsDuring, overlaps, slotOf } from './session-conflicts.ts'
import { suggestStart } from './suggest-time.ts'

const at = (clock: string) => new Date(`2026-11-21T${clock}:00Z`)

function scheduled(id: string, startsAt: Date, reply: Invitation): ScheduledCase {
  return {
    status: 'scheduled', id: brandId(id), code: id, revision: 1, requestingOrganization: brandId('district'), consultingOrganization: brandId('hub'),
    patient: brandId('patient'), subject: { name: null, birthDate: null, sex: 'unknown' }, requester: brandId('requester'), createdAt: at('00:00'),
    request: { kind: 'case', urgency: 'routine', specialty: 'neurology', questions: [], course: '', currentCondition: '', provisionalDiagnosis: '' },
    submittedAt: at('00:00'), snapshot: brandId('snapshot'), legalBasis: { kind: 'emergency', reason: '.', recordedBy: brandId('requester'), recordedAt: at('00:00') },
    coordinator: brandId('coordinator'), assignedAt: at('00:00'),
    team: [{ practitioner: brandId('chair'), organization: brandId('hub'), part: 'chair', invitation: reply }],
    session: { id: brandId('session'), startsAt, durationMinutes: 30 },
  }
}
const accepted: Invitation = { reply: 'accepted', invitedAt: at('00:00'), answeredAt: at('00:00') }
const declined: Invitation = { reply: 'declined', invitedAt: at('00:00'), answeredAt: at('00:00'), reason: '.' }

describe('sessions at the same time', () => {
  const slot = slotOf({ startsAt: at('08:00'), durationMinutes: 30 })

  it('one that begins as the other ends does not overlap', () => {
    expect(overlaps(slot, slotOf({ startsAt: at('08:30'), durationMinutes: 30 }))).toBe(false)
    expect(overlaps(slot, slotOf({ startsAt: at('08:29'), durationMinutes: 30 }))).toBe(true)
  })

  it('names who is expected elsewhere, and not who declined there', () => {
    const cases = [scheduled('HC-1', at('08:15'), accepted), scheduled('HC-2', at('08:15'), declined), scheduled('HC-3', at('09:00'), accepted)]
    const conflicts = conflictsDuring(slot, [brandId('chair')], { cases, except: brandId('HC-9') })
    expect(conflicts.map((one) => one.caseCode)).toEqual(['HC-1'])
    expect(conflictsDuring(slot, [brandId('chair')], { cases, except: brandId('HC-1') })).toEqual([])
  })
})

describe('the start that is proposed first', () => {
  const hourOf = (moment: Date) => (moment.getUTCHours() + 7) % 24

  it('is now for an emergency and a round quarter of an hour otherwise', () => {
    expect(suggestStart({ urgency: 'emergency', now: at('01:07'), connectBy: null }, hourOf)).toEqual(at('01:07'))
    expect(suggestStart({ urgency: 'urgent', now: at('01:07'), connectBy: null }, hourOf)).toEqual(at('01:30'))
    expect(suggestStart({ urgency: 'priority', now: at('01:07'), connectBy: null }, hourOf)).toEqual(at('03:15'))
  })

  it('is now when any later start would miss the deadline', () => {
    expect(suggestStart({ urgency: 'urgent', now: at('01:07'), connectBy: at('01:20') }, hourOf)).toEqual(at('01:07'))
  })

  it('waits for the working day unless the case is urgent', () => {
    const night = at('18:00')
    expect(suggestStart({ urgency: 'urgent', now: night, connectBy: null }, hourOf)).toEqual(at('18:15'))
    expect(suggestStart({ urgency: 'priority', now: night, connectBy: null }, hourOf)).toEqual(new Date('2026-11-22T00:00:00Z'))
  })
})
