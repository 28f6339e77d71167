import { PeerConnection, Video, Audio, type Track } from 'node-datachannel'
import type { DtlsParameters, IceCandidate, IceParameters, MediaKind, RtpParameters } from '#contract/rtp.ts'
import { asksForKeyFrame, isRtp } from './test-rtp.ts'

/** What the SFU says about its end of a path. */
export interface PathParameters {
  readonly iceParameters: IceParameters
  readonly iceCandidates: readonly IceCandidate[]
  readonly dtlsParameters: DtlsParameters
}

export interface NativeStream {
  readonly kind: MediaKind
  readonly rtpParameters: RtpParameters
}

/** One end of a real WebRTC connection (libdatachannel) with real ICE, DTLS and SRTP. */
export interface NativePath {
  readonly dtlsParameters: DtlsParameters
  readonly connected: Promise<void>
  readonly close: () => void
}
export interface NativeSender extends NativePath {
  readonly send: (packet: Buffer) => void
  /** Whether a key frame has been asked for since the last time this was called. */
  readonly takeKeyFrameRequest: () => boolean
}
export interface NativeReceiver extends NativePath {
  readonly received: () => number
  /** Resolves at the next RTP packet that arrives, with its time in milliseconds. */
  readonly nextPacket: () => Promise<number>
  /** Hands every further RTP packet over, decrypted. */
  readonly listen: (listener: (packet: Buffer) => void) => void
}

const config = { iceServers: [], disableAutoNegotiation: true, bindAddress: '127.0.0.1' }

/** Connects to the SFU to send one stream. */
export function openNativeSender(path: PathParameters, stream: NativeStream): NativeSender {
  const peer = new PeerConnection('sender', config)
  const { codecs, encodings } = stream.rtpParameters
  const payloadType = codecs[0]?.payloadType ?? 0
  const media = stream.kind === 'video' ? new Video('0', 'SendOnly') : new Audio('0', 'SendOnly')
  if (media instanceof Video) media.addVP8Codec(payloadType)
  else media.addOpusCodec(payloadType)
  media.addSSRC(encodings?.[0]?.ssrc ?? 0, 'native', 'native', 'native')
  const track = peer.addTrack(media)
  const sending = sendOver(track)
  const connected = whenConnected(peer)
  peer.setLocalDescription('offer')
  peer.setRemoteDescription(describePath(path, [stream], 'recvonly'), 'answer')
  return { ...endOf(peer, connected), ...sending }
}

/** Sends over a track, from when it is open, and notes when a key picture is asked for. */
export function sendOver(track: Track): Pick<NativeSender, 'send' | 'takeKeyFrameRequest'> {
  let asked = false
  track.onMessage((packet) => {
    if (asksForKeyFrame(packet)) asked = true
  })
  return {
    send: (packet) => {
      if (track.isOpen()) track.sendMessageBinary(packet)
    },
    takeKeyFrameRequest: () => {
      const taken = asked
      asked = false
      return taken
    },
  }
}

/** Connects to the SFU to receive the given streams; a quiet one lets them lie, decrypted and uncounted, which costs least. */
export function openNativeReceiver(path: PathParameters, streams: readonly NativeStream[], { quiet = false } = {}): NativeReceiver {
  const peer = new PeerConnection('receiver', config)
  const tracks: Track[] = []
  const arrivals = new Arrivals()
  peer.onTrack((track) => {
    tracks.push(track)
    if (!quiet) track.onMessage((packet) => arrivals.take(packet))
  })
  const connected = whenConnected(peer)
  peer.setRemoteDescription(describePath(path, streams, 'sendonly'), 'offer')
  peer.setLocalDescription('answer')
  return { ...endOf(peer, connected), ...arrivals.told }
}

/** What a receiver says about the RTP packets that it was handed. */
export class Arrivals {
  #received = 0
  #waiting: ((at: number) => void)[] = []
  readonly #listeners: ((packet: Buffer) => void)[] = []

  readonly told: Pick<NativeReceiver, 'received' | 'nextPacket' | 'listen'> = {
    received: () => this.#received,
    nextPacket: () => new Promise((resolve) => this.#waiting.push(resolve)),
    listen: (listener) => this.#listeners.push(listener),
  }

  take(packet: Buffer): void {
    if (!isRtp(packet)) return
    this.#received += 1
    const woken = this.#waiting
    this.#waiting = []
    woken.forEach((wake) => wake(performance.now()))
    this.#listeners.forEach((listener) => listener(packet))
  }
}

function whenConnected(peer: PeerConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    peer.onStateChange((state) => {
      if (state === 'connected') resolve()
      if (state === 'failed') reject(new Error('the native peer did not reach the SFU'))
    })
  })
}

function endOf(peer: PeerConnection, connected: Promise<void>): NativePath {
  const sdp = peer.localDescription()?.sdp ?? ''
  const value = /a=fingerprint:sha-256 ([0-9A-F:]+)/i.exec(sdp)?.[1]
  if (!value) throw new Error('the native peer has no certificate')
  return {
    dtlsParameters: { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: value.toUpperCase() }] },
    connected,
    close: () => peer.close(),
  }
}

/** The SFU's end as SDP, which it does not speak itself. */
function describePath(path: PathParameters, streams: readonly NativeStream[], direction: string): string {
  const { iceParameters: ice, iceCandidates, dtlsParameters } = path
  const fingerprint = dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256')
  const candidates = iceCandidates
    .filter(({ protocol }) => protocol === 'udp')
    .map(({ foundation, priority, address, port }) => `a=candidate:${foundation} 1 udp ${priority} ${address} ${port} typ host`)
  const media = streams.flatMap(({ kind, rtpParameters }, index) => {
    const [codec] = rtpParameters.codecs
    const name = kind === 'video' ? 'VP8/90000' : 'opus/48000/2'
    const ssrc = rtpParameters.encodings?.[0]?.ssrc
    return [
      `m=${kind} 7 UDP/TLS/RTP/SAVPF ${codec?.payloadType}`,
      'c=IN IP4 127.0.0.1',
      `a=rtpmap:${codec?.payloadType} ${name}`,
      `a=${direction}`,
      `a=mid:${index}`,
      'a=rtcp-mux',
      `a=ice-ufrag:${ice.usernameFragment}`,
      `a=ice-pwd:${ice.password}`,
      `a=fingerprint:sha-256 ${fingerprint?.value}`,
      `a=setup:${direction === 'recvonly' ? 'passive' : 'actpass'}`,
      ...(direction === 'sendonly' ? [`a=ssrc:${ssrc} cname:sfu`] : []),
      ...candidates,
      'a=end-of-candidates',
    ]
  })
  const bundle = streams.map((_, index) => index).join(' ')
  const session = ['v=0', 'o=- 1 1 IN IP4 0.0.0.0', 's=-', 't=0 0', 'a=ice-lite', `a=group:BUNDLE ${bundle}`]
  return [...session, ...media, ''].join('\r\n')
}
