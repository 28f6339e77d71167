import { makeMediasoupSession } from './mediasoup-session.ts'
import { taken, type OpenMediaSession } from './media-session.ts'
import type { AskRoom } from './room-socket.ts'

/**
 * Makes what joins the room's media with the engine that the deployment chose; the room server names it. What browser and
 * room have agreed on once is kept until `forget`: whoever joins again after a loss asks for one thing less, when
 * everybody asks at once.
 */
export function makeMediaSessions(ask: AskRoom): { readonly open: OpenMediaSession; readonly forget: () => void } {
  let agreed: Promise<OpenMediaSession> | null = null
  return {
    open: async (events) => {
      try {
        return await (await (agreed ??= agreeOn(ask)))(events)
      } catch (cause) {
        agreed = null
        throw cause
      }
    },
    forget: () => {
      agreed = null
    },
  }
}

async function agreeOn(ask: AskRoom): Promise<OpenMediaSession> {
  const room = taken(await ask('media-capabilities', {}))
  if (room.engine === 'sfu') return makeMediasoupSession(ask, room.capabilities)
  // Its client is as heavy as all the rest of the room: only a deployment that has such a server fetches it.
  const { makeLiveKitSession } = await import('./livekit-session.ts')
  return makeLiveKitSession(ask)
}
