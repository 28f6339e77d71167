import type { SourceLabel } from '#contract/room.ts'
import type { types } from 'mediasoup-client'
import { pictureProfiles, type PictureProfile } from './picture-profiles.ts'

/** Several sizes at once (simulcast), so that a thin link of one viewer costs the others nothing; each with three frame rates. */
const encodingsOf = ({ sizes, framesPerSecond }: PictureProfile): types.RtpEncodingParameters[] =>
  sizes.map(({ divisor, bitrate }, index) => ({
    ...(sizes.length > 1 && { rid: `r${String(index)}` }),
    scaleResolutionDownBy: divisor,
    maxBitrate: bitrate,
    maxFramerate: framesPerSecond,
    scalabilityMode: 'L1T3',
  }))

/** How each kind of source is encoded. */
export function sendingOptions(label: SourceLabel): Pick<types.ProducerOptions, 'encodings' | 'codecOptions'> {
  switch (label) {
    case 'microphone':
      // FEC lets speech survive loss; DTX sends nothing in silence, so that sound costs a thin link little.
      return { codecOptions: { opusFec: true, opusDtx: true, opusStereo: false } }
    case 'clinical-sound':
      // A heart's murmur lies low and is not speech: no silence detection, and bits enough to keep it.
      return { codecOptions: { opusFec: true, opusDtx: false, opusStereo: false, opusMaxAverageBitrate: 96_000 } }
    case 'screen-sound':
      return { codecOptions: { opusFec: true, opusStereo: true } }
    default:
      return { encodings: encodingsOf(pictureProfiles[label]), codecOptions: { videoGoogleStartBitrate: 600 } }
  }
}
