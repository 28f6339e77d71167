import type { SourceLabel } from '#contract/room.ts'
import { Track, VideoPreset, VideoQuality, type TrackPublishOptions } from 'livekit-client'
import { isPicture, pictureProfiles, type PictureLabel } from './picture-profiles.ts'

/** How each kind of source is encoded: the same sizes and rates as through our own SFU. */
export function publishOptions(label: SourceLabel, track: MediaStreamTrack): TrackPublishOptions {
  // Lips follow the voice within one stream; a picture of the operating field has no lips.
  const alone = label === 'microphone' || label === 'camera' ? {} : { stream: label }
  if (isPicture(label)) return { name: label, ...alone, ...pictureOptions(label, track) }
  return { name: label, ...alone, ...soundOptions(label) }
}

function soundOptions(label: Exclude<SourceLabel, PictureLabel>): TrackPublishOptions {
  switch (label) {
    case 'microphone':
      return { source: Track.Source.Microphone, dtx: true, red: true }
    case 'clinical-sound':
      // A heart's murmur lies low and is not speech: no silence detection, and bits enough to keep it.
      return { source: Track.Source.Microphone, dtx: false, red: true, audioPreset: { maxBitrate: 96_000 } }
    case 'screen-sound':
      return { source: Track.Source.ScreenShareAudio, dtx: false, red: false, forceStereo: true, audioPreset: { maxBitrate: 96_000 } }
  }
}

function pictureOptions(label: PictureLabel, track: MediaStreamTrack): TrackPublishOptions {
  const { sizes, framesPerSecond, hint, ...profile } = pictureProfiles[label]
  const { width = profile.width, height = profile.height } = track.getSettings()
  const smaller = sizes.slice(0, -1).map(({ divisor, bitrate }) => new VideoPreset(Math.round(width / divisor), Math.round(height / divisor), bitrate, framesPerSecond))
  const whole = { maxBitrate: sizes.at(-1)?.bitrate ?? 1_500_000, maxFramerate: framesPerSecond }
  const common = {
    videoCodec: 'vp8',
    backupCodec: false,
    simulcast: smaller.length > 0,
    degradationPreference: hint === 'detail' ? 'maintain-resolution' : 'maintain-framerate',
  } as const
  return label === 'screen'
    ? { ...common, source: Track.Source.ScreenShare, screenShareEncoding: whole, screenShareSimulcastLayers: smaller }
    : { ...common, source: Track.Source.Camera, videoEncoding: whole, videoSimulcastLayers: smaller }
}

/** Which of LiveKit's three qualities is the size that is wanted; the largest is always the highest. */
export function qualityOf(label: SourceLabel, layer: number): VideoQuality {
  const last = isPicture(label) ? pictureProfiles[label].sizes.length - 1 : 0
  if (layer >= last) return VideoQuality.HIGH
  return layer === 0 ? VideoQuality.LOW : VideoQuality.MEDIUM
}

/** Frames a second for 0 (fewest) to 2 of a picture's frame rates. */
export const framesOf = (label: SourceLabel, rate: number): number =>
  isPicture(label) ? Math.max(1, Math.round(pictureProfiles[label].framesPerSecond / 2 ** (2 - rate))) : 0
