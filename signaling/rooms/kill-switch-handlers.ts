import type { HandlersOf } from '#contract/define.ts'
import type { killSwitchRequests } from '#contract/kill-switch.ts'
import { allowVideo, blockVideo } from '#core/room/kill-switch.ts'
import type { SeatId } from '#core/room/room.ts'
import type { LiveRoom } from './live-room.ts'

/** All video off at once, at the media server: no browser is asked. */
export function killSwitchHandlers(live: LiveRoom, seat: SeatId): HandlersOf<typeof killSwitchRequests> {
  return {
    'block-video': async () => {
      const answer = live.apply(blockVideo(live.room, seat, live.now))
      if (answer.ok) await live.media.blockVideo()
      return answer
    },
    'allow-video': async () => {
      const answer = live.apply(allowVideo(live.room, seat))
      if (answer.ok) await live.media.allowVideo()
      return answer
    },
  }
}
