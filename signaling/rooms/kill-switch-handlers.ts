import type { Logger } from '#adapters/observability/logger.ts'
import type { HandlersOf } from '#contract/define.ts'
import type { killSwitchRequests } from '#contract/kill-switch.ts'
import { allowVideo, blockVideo } from '#core/room/kill-switch.ts'
import type { SeatId } from '#core/room/room.ts'
import type { LiveRoom } from './live-room.ts'

interface KillSwitchContext {
  readonly live: LiveRoom
  readonly seat: SeatId
  readonly log: Logger
}

/** All video off at once, at the media server: no browser is asked. */
export function killSwitchHandlers({ live, seat, log }: KillSwitchContext): HandlersOf<typeof killSwitchRequests> {
  const tellEngine = async (): Promise<void> => {
    const told = await live.media.followKillSwitch()
    // The room stands as it was decided: the engine is told again when it can be reached.
    if (!told.ok) log.error('kill-switch.not-told', { sessionId: live.room.session, refusal: told.error })
  }
  return {
    'block-video': async () => {
      const answer = live.apply(blockVideo(live.room, seat, live.now))
      if (answer.ok) await tellEngine()
      return answer
    },
    'allow-video': async () => {
      const answer = live.apply(allowVideo(live.room, seat))
      if (answer.ok) await tellEngine()
      return answer
    },
  }
}
