import type { SourceLabel } from '#contract/room.ts'
import type { types } from 'mediasoup-client'

/** Three sizes of the camera, so that a thin link of one viewer costs the others nothing. */
const cameraEncodings: types.RtpEncodingParameters[] = [
  { rid: 'q', scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: 'L1T3' },
  { rid: 'h', scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T3' },
  { rid: 'f', scaleResolutionDownBy: 1, maxBitrate: 1_500_000, scalabilityMode: 'L1T3' },
]

/** Film and text want sharp edges, not smooth motion: one full-size picture at few frames. */
const screenEncodings: types.RtpEncodingParameters[] = [{ maxBitrate: 2_500_000, maxFramerate: 10, scalabilityMode: 'L1T3' }]

/** How each kind of source is encoded. */
export function sendingOptions(label: SourceLabel): Pick<types.ProducerOptions, 'encodings' | 'codecOptions'> {
  switch (label) {
    case 'microphone':
      // FEC lets speech survive loss; DTX sends nothing in silence, so that sound costs a thin link little.
      return { codecOptions: { opusFec: true, opusDtx: true, opusStereo: false } }
    case 'screen-sound':
      return { codecOptions: { opusFec: true, opusStereo: true } }
    case 'camera':
      return { encodings: cameraEncodings, codecOptions: { videoGoogleStartBitrate: 600 } }
    case 'screen':
      return { encodings: screenEncodings }
  }
}
