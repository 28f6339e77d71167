import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { CasePorts, NoticeLine } from './ports.ts'
import type { ReadPorts } from './view-my-work.ts'

export interface NoticeBoard {
  readonly unread: number
  /** Newest first. */
  readonly latest: readonly NoticeLine[]
}

const shown = 20

/** What the actor has been told lately. */
export const makeReadNotices =
  (ports: Pick<ReadPorts, 'read'>) =>
  (actor: Actor): Promise<NoticeBoard> =>
    ports.read(actor, async ({ notices }) => {
      const [unread, latest] = await Promise.all([notices.unread(actor.practitioner), notices.latest(actor.practitioner, shown)])
      return { unread, latest }
    })

/** Notes that the actor has read everything, or everything about one case, or about none. */
export const makeMarkNoticesRead =
  (ports: Pick<CasePorts, 'atomically' | 'clock'>) =>
  (actor: Actor, input: { readonly about?: CaseId | null }): Promise<void> =>
    ports.atomically(actor, ({ notices }) => notices.markRead(actor.practitioner, ports.clock(), input.about))
