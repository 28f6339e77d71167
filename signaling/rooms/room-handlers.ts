import type { HandlersOf } from '#contract/define.ts'
import type { roomRequests } from '#contract/room.ts'
import { admitAll, emptied, leave } from '#core/room/admission.ts'
import { isHost } from '#core/room/policy.ts'
import { admittedSeat, type SeatId } from '#core/room/room.ts'
import { lowerHand, raiseHand, setLock, setMain, setMuted, setPresenter } from '#core/room/stage.ts'
import { err, ok } from '#core/shared/result.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { LiveRoom } from './live-room.ts'
import { runningSession, type SessionVerbs } from './session-verbs.ts'

interface SeatContext {
  readonly live: LiveRoom
  readonly seat: SeatId
  readonly actor: Actor
  readonly verbs: SessionVerbs
}

/** Who leads the session and what it shows. */
export function roomHandlers({ live, seat, actor, verbs }: SeatContext): HandlersOf<typeof roomRequests> {
  return {
    'get-room': async () => ok(live.view),
    'start-session': (input) => startSession({ live, seat, actor, verbs }, input),
    'end-session': () => endSession({ live, seat, actor, verbs }),
    leave: async () => {
      live.commit(leave(live.room, seat, live.now))
      return ok({})
    },
    'raise-hand': async ({ raised }) => live.apply(ok(raiseHand(live.room, seat, raised ? live.now : null))),
    'lower-hand': async (input) => live.apply(lowerHand(live.room, seat, input.seat)),
    'set-muted': async ({ source, muted }) => {
      const answer = live.apply(setMuted(live.room, seat, { ref: source, muted }))
      if (answer.ok) await live.media.of(source.seat)?.setMuted(source.label, muted)
      return answer
    },
    'set-lock': async ({ locked }) => live.apply(setLock(live.room, seat, locked)),
    'set-main': async ({ source }) => live.apply(setMain(live.room, seat, source)),
    'set-presenter': async (input) => live.apply(setPresenter(live.room, seat, input.seat)),
  }
}

async function startSession({ live, seat, actor, verbs }: SeatContext, { admitAll: everyone }: { readonly admitAll: boolean }) {
  if (!isHost(live.room, seat)) return err('room.not-host')
  if (everyone && live.room.locked) return err('room.locked')
  if (live.standing.session !== 'live') {
    const started = await verbs.start(actor, { case: live.room.case })
    if (!started.ok) return started
    live.commit(live.room, runningSession(started.value)?.standing)
  }
  return everyone && admittedSeat(live.room, seat) !== null ? live.apply(admitAll(live.room, seat, live.now)) : ok({})
}

async function endSession({ live, seat, actor, verbs }: SeatContext) {
  if (!isHost(live.room, seat)) return err('room.not-host')
  const ended = await verbs.end(actor, { case: live.room.case })
  if (!ended.ok) return ended
  live.commit(emptied(live.room, live.now), { session: 'ended', startedAt: live.standing.startedAt })
  return ok({})
}
