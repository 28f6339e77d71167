import type { SourceLabel } from '#contract/room.ts'
import { isPicture, pictureProfiles, type PictureLabel } from './picture-profiles.ts'
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

/** What is asked of a camera or a capture card, by what it shows. */
export function pictureConstraints(label: PictureLabel, id?: string): MediaTrackConstraints {
  const { width, height, framesPerSecond } = pictureProfiles[label]
  return { ...device(id), width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: framesPerSecond, max: framesPerSecond } }
}

/** What is asked of a camera in a talk. */
export const cameraConstraints = (id?: string): MediaTrackConstraints => pictureConstraints('camera', id)

/** What is asked of a microphone in a talk. */
export const microphoneConstraints = (id?: string): MediaTrackConstraints => ({
  ...device(id), echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1,
})

/** What is asked of a stethoscope or a monitor's sound: noise suppression would take a murmur for noise. */
export const clinicalSoundConstraints = (id?: string): MediaTrackConstraints => ({
  ...device(id), echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1, sampleRate: { ideal: 48_000 },
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
    case 'microphone':
      return soundTrack(label, microphoneConstraints(deviceId))
    case 'clinical-sound':
      return soundTrack(label, clinicalSoundConstraints(deviceId))
    case 'screen':
    case 'screen-sound': {
      const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 10 } }, audio: true })
      return new Map<SourceLabel, MediaStreamTrack>([
        ...stream.getVideoTracks().map((track) => ['screen', hinted('screen', track)] as const),
        ...stream.getAudioTracks().map((track) => ['screen-sound', hinted('screen-sound', track)] as const),
      ])
    }
    default: {
      const stream = await navigator.mediaDevices.getUserMedia({ video: pictureConstraints(label, deviceId) })
      return new Map(stream.getVideoTracks().map((track) => [label, hinted(label, track)]))
    }
  }
}

async function soundTrack(label: SourceLabel, audio: MediaTrackConstraints): Promise<ReadonlyMap<SourceLabel, MediaStreamTrack>> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio })
  return new Map(stream.getAudioTracks().map((track) => [label, hinted(label, track)]))
}

/** Tells the encoder what to keep when the line is thin: sharp edges for film and text, motion for people. */
export function hinted(label: SourceLabel, track: MediaStreamTrack): MediaStreamTrack {
  track.contentHint = isPicture(label) ? pictureProfiles[label].hint : label === 'microphone' ? 'speech' : 'music'
  return track
}
