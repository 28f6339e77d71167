import type { CasePorts } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { PractitionerId } from '#core/shared/ids.ts'
import type { Room } from './room.ts'

/** Writes down that the host let someone in or sent someone out. */
export const makeRecordAdmission =
  (ports: Pick<CasePorts, 'atomically' | 'clock'>) =>
  (host: Actor, room: Room, what: { readonly admitted: PractitionerId } | { readonly removed: PractitionerId }): Promise<void> => {
    const at = ports.clock()
    const place = { case: room.case, session: room.session }
    return ports.atomically(host, ({ audit }) =>
      audit.append({
        organization: host.organization,
        actor: host.practitioner,
        at,
        payload: 'admitted' in what ? { type: 'session.admitted', ...place, ...what } : { type: 'session.removed', ...place, ...what },
      }),
    )
  }
