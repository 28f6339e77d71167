import type { MediaOffer } from '#contract/media.ts'
import { makeMediasoupSession } from './mediasoup-session.ts'
import { taken, type OpenMediaSession } from './media-session.ts'
import type { AskRoom } from './room-socket.ts'

/**
 * Makes what joins the room's media with the engine that the deployment chose; the room server names it. What browser and
 * room have agreed on once is kept until `forget`: whoever joins again after a loss asks for one thing less, when
 * everybody asks at once.
 */
export function makeMediaSessions(ask: AskRoom) {
  let agreed: Promise<OpenMediaSession> | null = null
  const open: OpenMediaSession = async (events) => {
    try {
      return await (await (agreed ??= ask('media-capabilities', {}).then((answer) => agreeOn(ask, taken(answer)))))(events)
    } catch (cause) {
      agreed = null
      throw cause
    }
  }
  return {
    open,
    /** The room has told by itself what it carries; the next joining need not ask. */
    know: (offer: MediaOffer): void => {
      agreed ??= agreeOn(ask, offer)
      // Whoever joins sees to its failing.
      agreed.catch(() => undefined)
    },
    forget: (): void => {
      agreed = null
    },
  }
}

async function agreeOn(ask: AskRoom, offer: MediaOffer): Promise<OpenMediaSession> {
  if (offer.engine === 'sfu') return makeMediasoupSession(ask, offer.capabilities)
  // Its client is as heavy as all the rest of the room: only a deployment that has such a server fetches it.
  const { makeLiveKitSession } = await import('./livekit-session.ts')
  return makeLiveKitSession(ask)
}
