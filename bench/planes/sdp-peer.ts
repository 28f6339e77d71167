import { PeerConnection, Video, type Track } from 'node-datachannel'
import { Arrivals, sendOver } from '#sfu/test-native-peer.ts'
import { videoPayloadType } from '#sfu/test-rtp.ts'
import type { MediaSender, MediaViewer } from './plane.ts'

/** Opens a native client at the given address that sends one VP8 stream; `agree` takes its offer and yields the answer. */
export async function openSdpSender(
  { ssrc, address }: { readonly ssrc: number; readonly address: string },
  agree: (offer: string) => Promise<string>,
): Promise<MediaSender> {
  const peer = openPeer('sender', address)
  const media = new Video('0', 'SendOnly')
  media.addVP8Codec(videoPayloadType)
  media.addSSRC(ssrc, 'native', 'native', 'native')
  const track = peer.addTrack(media)
  const sending = sendOver(track)
  const connected = whenConnected(peer)
  peer.setRemoteDescription(await agree(await describe(peer, 'offer')), 'answer')
  await connected
  return { ...sending, close: () => peer.close() }
}

export interface SdpViewer {
  readonly answer: string
  /** Takes a further offer and yields its answer. */
  readonly agree: (offer: string) => Promise<string>
  readonly viewer: MediaViewer
  readonly connected: Promise<void>
}

/** Opens a native client at the given address that receives what is offered; a quiet one lets it lie. */
export async function openSdpViewer(offer: string, { address, quiet }: { readonly address: string; readonly quiet: boolean }): Promise<SdpViewer> {
  const peer = openPeer('viewer', address)
  const tracks: Track[] = []
  const arrivals = new Arrivals()
  peer.onTrack((track) => {
    tracks.push(track)
    if (!quiet) track.onMessage((packet) => arrivals.take(packet))
  })
  const connected = whenConnected(peer)
  const agree = (offered: string): Promise<string> => {
    peer.setRemoteDescription(offered, 'offer')
    return describe(peer, 'answer')
  }
  return { answer: await agree(offer), agree, viewer: { ...arrivals.told, close: () => peer.close() }, connected }
}

export interface DirectPair {
  readonly sender: MediaSender
  readonly viewer: MediaViewer
}

/** A sender and a viewer with nothing between them. */
export async function openDirectPair(ssrc: number): Promise<DirectPair> {
  const address = '127.0.0.1'
  let seen: SdpViewer | undefined
  const sender = await openSdpSender({ ssrc, address }, async (offer) => {
    seen = await openSdpViewer(offer, { address, quiet: false })
    return seen.answer
  })
  if (!seen) throw new Error('the direct pair did not agree')
  await seen.connected
  return { sender, viewer: seen.viewer }
}

/** Media may follow in a later offer than the first, as with LiveKit. */
const openPeer = (name: string, bindAddress: string): PeerConnection =>
  new PeerConnection(name, { iceServers: [], disableAutoNegotiation: true, forceMediaTransport: true, bindAddress })

/** Sets the local description and yields it with all candidates in it. */
async function describe(peer: PeerConnection, type: 'offer' | 'answer'): Promise<string> {
  const gathered = new Promise<void>((resolve) => {
    peer.onGatheringStateChange((state) => {
      if (state === 'complete') resolve()
    })
  })
  const done = peer.gatheringState() === 'complete'
  peer.setLocalDescription(type)
  if (!done) await gathered
  return peer.localDescription()?.sdp ?? ''
}

function whenConnected(peer: PeerConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    peer.onStateChange((state) => {
      if (state === 'connected') resolve()
      if (state === 'failed') reject(new Error('a native client did not reach the other side'))
    })
  })
}
