import type { HandlersOf } from '#contract/define.ts'
import type { roundRequests } from '#contract/round.ts'
import { emptied } from '#core/room/admission.ts'
import type { Room } from '#core/room/room.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId, SessionId } from '#core/shared/ids.ts'
import { ok } from '#core/shared/result.ts'
import type { LiveRoom } from './live-room.ts'
import type { SessionVerbs } from './session-verbs.ts'

interface RoundContext {
  readonly live: LiveRoom
  readonly actor: Actor
  readonly verbs: Pick<SessionVerbs, 'moveRound' | 'endRound'>
  /** Keeps the places of those who leave this room for that of the next patient. */
  readonly keepPlaces: (actor: Actor, left: Room, next: { readonly case: CaseId; readonly session: SessionId }) => Promise<void>
}

type Close = (more: { readonly movedOn?: true }) => void

/** Works while nobody is sent out for what the work itself takes from them; where it closes the room, the answer to whoever asked goes first. */
async function leaving<T>(live: LiveRoom, work: (close: Close) => Promise<T>): Promise<T> {
  live.isLeaving = true
  let closes = false
  try {
    return await work((more) => {
      closes = true
      setImmediate(() => live.commit(emptied(live.room, live.now), { ...live.standing, session: 'ended', ...more }))
    })
  } finally {
    live.isLeaving = closes
  }
}

/** A round goes from patient to patient: each has a room of their own, with its own people, talk, recording and attendance. */
export function roundHandlers({ live, actor, verbs, keepPlaces }: RoundContext): HandlersOf<typeof roundRequests> {
  return {
    'go-to-patient': (input) => leaving(live, async (close) => {
      const moved = await verbs.moveRound(actor, input)
      if (!moved.ok) return moved
      const { to } = moved.value
      if (to.id === live.room.case) return ok({})
      const left = emptied(live.room, live.now)
      await keepPlaces(actor, left, { case: to.id, session: to.session.id })
      close({ movedOn: true })
      return ok({})
    }),
    'end-round': (input) => leaving(live, async (close) => {
      const ended = await verbs.endRound(actor, input)
      if (!ended.ok) return ended
      close({})
      return ok({})
    }),
  }
}
