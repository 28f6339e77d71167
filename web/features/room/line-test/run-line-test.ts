import type { DeviceState, LineReadings, Way, WayState } from '#core/line-test/line-test.ts'
import { ways } from '#core/line-test/line-test.ts'
import { Device } from 'mediasoup-client'
import { captureFault } from '../client/capture.ts'
import { engineCapabilities } from '../client/engine-parameters.ts'
import { tryWay, type Attempt, type AskTest, type WayUnderTest } from './attempt.ts'
import { measureQuality } from './quality.ts'
import { startTestPicture } from './test-picture.ts'
import type { TestStep } from './test-steps.ts'
import { openTestSocket } from './test-socket.ts'
import { measureDown, measureUp } from './throughput.ts'

export { TestDeclined } from './test-socket.ts'

interface LineTestOptions {
  readonly requestTicket: () => Promise<string>
  readonly onStep: (step: TestStep, known: Partial<LineReadings>) => void
}

/** Measures this computer's line to the media server, and whether its devices can be opened; throws `TestDeclined` when the server cannot be reached. */
export async function runLineTest({ requestTicket, onStep }: LineTestOptions): Promise<LineReadings> {
  onStep('devices', {})
  const devices = { camera: await openDevice({ video: true }), microphone: await openDevice({ audio: true }) }
  const socket = await openTestSocket(await requestTicket())
  const picture = startTestPicture()
  try {
    const tried = await tryWays(socket.ask, picture.track, (step, known) => onStep(step, { ...devices, ways: known }))
    const known = { ...devices, ways: tried.states }
    onStep('quality', known)
    const quality = tried.best === null ? { roundTrip: null, loss: null } : await measureQuality(tried.best).catch(() => ({ roundTrip: null, loss: null }))
    tried.best?.close()
    onStep('down', { ...known, ...quality })
    const down = await measureDown()
    onStep('up', { ...known, ...quality, down })
    return { ...known, ...quality, down, up: await measureUp() }
  } finally {
    picture.stop()
    socket.close()
  }
}

/** Tries every way, one after the other so that none takes another's room; the best that is open stays. */
async function tryWays(ask: AskTest, track: MediaStreamTrack, onWay: (way: Way, known: Record<Way, WayState>) => void) {
  const { capabilities, relays } = await ask('begin-test', {})
  const device = await Device.factory()
  await device.load({ routerRtpCapabilities: engineCapabilities(capabilities) })
  const states: Record<Way, WayState> = { udp: 'absent', tcp: 'absent', relay: 'absent', onePort: 'absent' }
  let best: Attempt | null = null
  for (const way of ways) {
    onWay(way, { ...states })
    const test = underTest(way, relays)
    if (test === null) continue
    const attempt = await tryWay({ ask, device, track, way: test }).catch(() => null)
    states[way] = attempt === null ? 'closed' : 'open'
    if (best === null) best = attempt
    else attempt?.close()
  }
  return { states, best }
}

/** Null where the deployment has no such way: a relay is told apart by whether it is reached over UDP or over one TCP port. */
function underTest(way: Way, relays: readonly { readonly urls: readonly string[]; readonly username: string; readonly credential: string }[]): WayUnderTest | null {
  if (way === 'udp' || way === 'tcp') return { name: way, protocol: way, relay: null }
  const transport = way === 'relay' ? 'udp' : 'tcp'
  const [relay] = relays.flatMap(({ urls, ...access }) => {
    const fitting = urls.filter((url) => (new URLSearchParams(url.split('?')[1]).get('transport') ?? 'udp') === transport)
    return fitting.length === 0 ? [] : [{ ...access, urls: fitting }]
  })
  return relay === undefined ? null : { name: way === 'relay' ? 'relay' : 'one-port', protocol: 'udp', relay }
}

async function openDevice(wanted: MediaStreamConstraints): Promise<DeviceState> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia(wanted)
    for (const track of stream.getTracks()) track.stop()
    return 'ready'
  } catch (cause) {
    const fault = captureFault(cause)
    if (fault === 'denied') return 'denied'
    return fault === 'in-use' ? 'busy' : 'missing'
  }
}
