import { describe, expect, it } from 'vitest'
import { mayDealWithRefused } from '#core/interop/refused-message.ts'
import { mayKeepMeetings } from '#core/meeting/plan-meeting.ts'
import { mayKeepTemplates } from '#core/minutes/keep-templates.ts'
import { mayViewRetention } from '#core/retention/manage-retention.ts'
import { brandId } from '#core/shared/ids.ts'
import { staffRoles, type Actor, type StaffRole } from './actor.ts'
import { mayKeepDirectory } from './take-in-directory.ts'

const inRole = (role: StaffRole): Actor => ({ practitioner: brandId('p'), organization: brandId('o'), roles: [role] })

describe('what is kept for a whole hospital', () => {
  it.each<[string, (actor: Actor) => boolean, readonly StaffRole[]]>([
    ['departments and people', mayKeepDirectory, ['admin']],
    ['messages that did not come in', mayDealWithRefused, ['coordinator', 'admin']],
    ['recurring meetings', mayKeepMeetings, ['coordinator']],
    ['templates of minutes', mayKeepTemplates, ['doctor', 'coordinator', 'admin']],
    ['how long records are kept', mayViewRetention, ['admin', 'auditor']],
  ])('%s: by nobody else', (_what, may, keepers) => {
    expect(staffRoles.filter((role) => may(inRole(role)))).toEqual(keepers)
  })
})
