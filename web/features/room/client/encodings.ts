import type { PictureLimit } from '#core/room/picture-budget.ts'

/** Puts the sound before every picture in the browser's own queue, and lets its packets grow longer on a thin line. */
export async function rankSound(sender: RTCRtpSender): Promise<void> {
  const parameters = sender.getParameters()
  const ranked = { priority: 'high', networkPriority: 'high', adaptivePtime: true } as const
  for (const encoding of parameters.encodings) Object.assign(encoding, ranked)
  // Not every browser knows these; the sound then flows as it would have.
  await sender.setParameters(parameters).catch(() => undefined)
}

/** So few pictures a second are sent whole: whoever asks for the fewest would get a quarter of them, and none that follows another. */
const fewestInLayers = 3

/** As the WebRTC extension `webrtc-svc` has it; TypeScript's own words lag behind. */
export type LayeredEncoding = RTCRtpEncodingParameters & { scalabilityMode?: string }

/** Lets a picture cost no more than `limit`; `whole` is what was asked for at first. Idempotent. */
export async function limitEncodings(sender: RTCRtpSender, whole: readonly LayeredEncoding[], limit: PictureLimit): Promise<void> {
  const height = sender.track?.getSettings().height ?? 720
  const parameters = sender.getParameters()
  let left = limit.bitrate
  let changed = false
  for (const [index, encoding] of parameters.encodings.entries()) {
    const asked = whole[index] ?? {}
    const divisor = asked.scaleResolutionDownBy ?? 1
    // The smallest size always fits; where it is too tall, it is made smaller.
    const active = !limit.off && (index === 0 || height / divisor <= limit.lines * 1.1) && (index === 0 || left > 100_000)
    const maxBitrate = Math.max(30_000, Math.min(asked.maxBitrate ?? left, left))
    if (active) left -= maxBitrate
    const maxFramerate = Math.min(asked.maxFramerate ?? 60, limit.framesPerSecond)
    const next = {
      active,
      maxBitrate,
      maxFramerate,
      ...(asked.scalabilityMode === 'L1T3' && { scalabilityMode: maxFramerate < fewestInLayers ? 'L1T1' : 'L1T3' }),
      scaleResolutionDownBy: index === 0 ? Math.max(divisor, height / limit.lines) : divisor,
    }
    changed ||= Object.entries(next).some(([key, value]) => Reflect.get(encoding, key) !== value)
    Object.assign(encoding, next)
  }
  if (changed) await sender.setParameters(parameters)
}
