import type { Actor } from '#core/directory/actor.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Meeting } from './meeting.ts'
import type { MeetingPorts, MeetingRepositories } from './ports.ts'

/** What is new about a meeting, or about the patients of one of its days. */
export interface Tidings {
  readonly meeting: Meeting
  readonly kind: 'meeting.planned' | 'meeting.changed' | 'meeting.cancelled' | 'round.planned' | 'round.changed'
}

/** Tells everybody who is expected, but for whoever did it. */
export async function tellPeople(
  { newId }: Pick<MeetingPorts, 'newId'>,
  { notices }: Pick<MeetingRepositories, 'notices'>,
  { actor, now, tidings }: { readonly actor: Actor; readonly now: Date; readonly tidings: readonly Tidings[] },
): Promise<void> {
  await notices.add(tidings.flatMap(({ meeting, kind }) =>
    [meeting.chair, ...meeting.people].filter((person) => person !== actor.practitioner).map((recipient) => (
      { id: brandId(newId()), recipient, kind, case: null, organization: actor.organization, meeting: meeting.id, at: now, readAt: null }))))
}
