import type { OutputOf } from '#contract/define.ts'
import type { mediaRequests } from '#contract/media.ts'
import type { StreamId } from '#contract/room.ts'
import { keepSending, type Pace } from '#sfu/test-call.ts'
import { openNativeReceiver, openNativeSender, type NativeReceiver } from '#sfu/test-native-peer.ts'
import { nativeCapabilities, videoParameters, videoPayloadType, vp8Packets } from '#sfu/test-rtp.ts'
import type { TestGuest } from './test-guest.ts'

/** The paths of one joining; joining anew ends what was sent over the earlier ones. */
type Paths = OutputOf<(typeof mediaRequests)['join-media']>

const joinMedia = (guest: TestGuest): Promise<Paths> => guest.demand('join-media', { capabilities: nativeCapabilities })

export interface SentCamera {
  readonly stream: StreamId
  readonly pace: Pace
  /** The same joining's other path, over which the guest may watch too. */
  readonly paths: Paths
  readonly close: () => void
}

export interface CameraPace {
  readonly everyMs?: number
  /** When a picture was taken, in milliseconds; where none is given, a thirtieth of a second after the one before, which is the truth at 33 ms. */
  readonly takenAt?: () => number
}

/** A guest joins the media and sends a camera over a real connection. */
export async function sendCamera(guest: TestGuest, ssrc: number, { everyMs = 10, takenAt }: CameraPace = {}): Promise<SentCamera> {
  const paths = await joinMedia(guest)
  const rtpParameters = videoParameters(ssrc)
  const sender = openNativeSender(paths.send, { kind: 'video', rtpParameters })
  await guest.demand('connect-path', { direction: 'send', dtlsParameters: sender.dtlsParameters })
  const { stream } = await guest.demand('start-source', { label: 'camera', kind: 'video', rtpParameters, muted: false })
  await sender.connected
  const pace = keepSending(sender, vp8Packets({ ssrc, payloadType: videoPayloadType, ...(takenAt && { takenAt }) }), everyMs)
  return {
    stream,
    pace,
    paths,
    close: () => {
      pace.stop()
      sender.close()
    },
  }
}

/** A guest joins the media, unless it has for sending, and watches streams over a real connection, which starts to flow at once. */
export async function watch(guest: TestGuest, streams: readonly StreamId[], paths?: Paths): Promise<NativeReceiver> {
  const { receive } = paths ?? (await joinMedia(guest))
  const views = await Promise.all(streams.map((stream) => guest.demand('view', { stream })))
  const viewer = openNativeReceiver(receive, views)
  await guest.demand('connect-path', { direction: 'receive', dtlsParameters: viewer.dtlsParameters })
  await viewer.connected
  for (const { view } of views) await guest.demand('resume-view', { view })
  return viewer
}
