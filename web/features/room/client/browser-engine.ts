import { detectDevice, Device, type types } from 'mediasoup-client'
import { Chrome111 } from 'mediasoup-client/handlers/Chrome111'
import { Chrome74 } from 'mediasoup-client/handlers/Chrome74'
import { Firefox120 } from 'mediasoup-client/handlers/Firefox120'
import { Safari12 } from 'mediasoup-client/handlers/Safari12'

type Native = types.HandlerFactory['getNativeRtpCapabilities']

const makers = new Map<string | undefined, () => types.HandlerFactory>([
  ['Chrome111', () => Chrome111.createFactory({})],
  ['Chrome74', () => Chrome74.createFactory({})],
  ['Firefox120', () => Firefox120.createFactory({})],
  ['Safari12', () => Safari12.createFactory({})],
])

let known: types.HandlerFactory | null = null

/** What this browser can carry does not change, and finding it out takes it some hundredths of a second: it is asked once. */
function browserEngine(): types.HandlerFactory | undefined {
  const made = known ?? makers.get(detectDevice())?.()
  if (made === undefined || known !== null) return made
  const native = new Map<string, ReturnType<Native>>()
  known = {
    ...made,
    getNativeRtpCapabilities: (options) => {
      const { direction } = options
      const asked = native.get(direction) ?? made.getNativeRtpCapabilities(options)
      native.set(direction, asked)
      asked.catch(() => native.delete(direction))
      return asked
    },
  }
  return known
}

/** The browser's side of an agreement with a room of mediasoup's. */
export function browserDevice(): Promise<Device> {
  const handlerFactory = browserEngine()
  return Device.factory(handlerFactory === undefined ? {} : { handlerFactory })
}

/** Has the browser start what it needs for sound and picture, before anybody waits for it. */
export async function warmUp(): Promise<void> {
  const engine = browserEngine()
  if (engine === undefined) return
  // What fails here fails again where somebody waits for it, and is told there.
  await Promise.allSettled((['recvonly', 'sendonly'] as const).map((direction) => engine.getNativeRtpCapabilities({ direction })))
}
