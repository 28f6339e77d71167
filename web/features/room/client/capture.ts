import type { SourceLabel } from '#contract/room.ts'
import type { CaptureFault } from './room-state.ts'

export type Captured = { readonly ok: true; readonly tracks: ReadonlyMap<SourceLabel, MediaStreamTrack> } | { readonly ok: false; readonly fault: CaptureFault }

const faultOf: Readonly<Record<string, CaptureFault>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'not-found',
  OverconstrainedError: 'not-found',
  NotReadableError: 'in-use',
  AbortError: 'in-use',
  TypeError: 'unsupported',
  NotSupportedError: 'unsupported',
}

/** The word for what a browser threw when a device was asked for. */
export const captureFault = (cause: unknown): CaptureFault => (cause instanceof Error || cause instanceof DOMException ? (faultOf[cause.name] ?? 'failed') : 'failed')

const device = (id: string | undefined): MediaTrackConstraints => (id === undefined ? {} : { deviceId: { exact: id } })

/** What is asked of a camera: full HD would cost an old PC its breath, so HD it is. */
export const cameraConstraints = (id?: string): MediaTrackConstraints => ({
  ...device(id), width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 },
})

/** What is asked of a microphone in a talk. */
export const microphoneConstraints = (id?: string): MediaTrackConstraints => ({
  ...device(id), echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1,
})

/** Opens the device or the screen chooser behind a source; a shared screen may bring its sound along. */
export async function capture(label: SourceLabel, deviceId?: string): Promise<Captured> {
  try {
    const tracks = await tracksOf(label, deviceId)
    return { ok: true, tracks }
  } catch (cause) {
    return { ok: false, fault: captureFault(cause) }
  }
}

async function tracksOf(label: SourceLabel, deviceId: string | undefined): Promise<ReadonlyMap<SourceLabel, MediaStreamTrack>> {
  switch (label) {
    case 'microphone': {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: microphoneConstraints(deviceId) })
      return new Map(stream.getAudioTracks().map((track) => [label, hinted(track, 'speech')]))
    }
    case 'camera': {
      const stream = await navigator.mediaDevices.getUserMedia({ video: cameraConstraints(deviceId) })
      return new Map(stream.getVideoTracks().map((track) => [label, hinted(track, 'motion')]))
    }
    case 'screen':
    case 'screen-sound': {
      const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 10 } }, audio: true })
      return new Map<SourceLabel, MediaStreamTrack>([
        ...stream.getVideoTracks().map((track) => ['screen', hinted(track, 'detail')] as const),
        ...stream.getAudioTracks().map((track) => ['screen-sound', hinted(track, 'music')] as const),
      ])
    }
  }
}

/** Tells the encoder what to keep when the line is thin: sharp edges for film and text, motion for people. */
function hinted(track: MediaStreamTrack, hint: 'speech' | 'music' | 'motion' | 'detail'): MediaStreamTrack {
  track.contentHint = hint
  return track
}
