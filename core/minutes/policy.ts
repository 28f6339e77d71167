import type { ConsultCase } from '#core/case/case.ts'
import { mayWriteMinutes } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { PractitionerId } from '#core/shared/ids.ts'
import type { MinutesForm } from './form.ts'
import type { Minutes } from './minutes.ts'
import { signatoriesOf } from './signing-order.ts'

interface Person {
  readonly practitioner: PractitionerId
}

/** The hospital's seal is its administrators' to put into use and to take out of it. */
export const mayAdministerSeal = (actor: Pick<Actor, 'roles'>): boolean => actor.roles.includes('admin')

/** Whether the person signs these minutes in any role. */
export const isSignatory = (person: Person, form: MinutesForm): boolean =>
  signatoriesOf(form).some((one) => one.practitioner === person.practitioner)

/** Whether the person may freeze: the chair answers for the conclusion. */
export const mayFreeze = (person: Person, form: MinutesForm): boolean => form.chair.practitioner === person.practitioner

/** Whether the person may send the minutes back: anyone whose signature they need. */
export const mayReturn = (person: Person, minutes: Minutes): boolean =>
  (minutes.status === 'frozen' || minutes.status === 'signing') && isSignatory(person, minutes.form)

/** Whether the person may begin an addendum: a writer of the minutes, once they are filed and nothing newer is being written or signed. */
export const mayAmend = (actor: Actor, one: ConsultCase, latest: Minutes): boolean =>
  'filing' in one && latest.status === 'signed' && mayWriteMinutes(actor, one)
