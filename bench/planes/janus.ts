import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as elapse } from 'node:timers/promises'
import { JanusConnection } from './janus-connection.ts'
import { PlaneAbsent, type Arrival, type MediaSender, type MediaViewer, type Plane, type PlaneOptions, type Seat } from './plane.ts'
import { openSdpSender, openSdpViewer } from './sdp-peer.ts'

const program = '/usr/bin/janus'
const room = 1
const patienceMs = 10_000

/** Janus as Debian packages it, with its own settings but for addresses and what the others leave out too; its video room forwards. */
export async function startJanus({ mediaPort, ssrcs }: PlaneOptions): Promise<Plane> {
  const address = ownAddress()
  if (!existsSync(program)) throw new PlaneAbsent('Janus: absent is janus')
  if (address === undefined) throw new PlaneAbsent('Janus: absent is an address other than the loopback, on which it does not serve')
  const { child, forget } = startProcess(address, mediaPort)
  const janus = await whenServing(mediaPort, child)
  const plain = { audiolevel_ext: false, videoorient_ext: false, playoutdelay_ext: false, transport_wide_cc_ext: false }
  await janus.message(await janus.attach(), { request: 'create', room, publishers: 100, bitrate: 0, videocodec: 'vp8', ...plain })

  const senders: MediaSender[] = []
  for (const [index, ssrc] of ssrcs.entries()) {
    const handle = await janus.attach()
    const body = { request: 'joinandconfigure', room, ptype: 'publisher', id: index + 1 }
    senders.push(await openSdpSender({ ssrc, address }, (sdp) => janus.message(handle, body, { type: 'offer', sdp })))
  }
  const viewers: MediaViewer[] = []
  const seatViewer = async ({ sources, quiet }: Seat): Promise<Arrival> => {
    const asked = performance.now()
    const handle = await janus.attach()
    const streams = sources.map((index) => ({ feed: index + 1 }))
    const offer = await janus.message(handle, { request: 'join', room, ptype: 'subscriber', streams })
    const { answer, viewer, connected } = await openSdpViewer(offer, { address, quiet })
    const first = viewer.nextPacket()
    await janus.message(handle, { request: 'start', room }, { type: 'answer', sdp: answer })
    await connected
    viewers.push(viewer)
    const leave = async (): Promise<void> => {
      viewer.close()
      await janus.detach(handle)
    }
    return { viewer, firstPacketMs: quiet ? NaN : (await first) - asked, leave }
  }
  return {
    name: 'Janus',
    workers: () => (child.pid === undefined ? [] : [child.pid]),
    attendants: () => [],
    senders,
    seatViewer,
    close: async () => {
      senders.forEach((sender) => sender.close())
      viewers.forEach((viewer) => viewer.close())
      janus.close()
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      forget()
    },
  }
}

const ownAddress = (): string | undefined =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address

function startProcess(address: string, port: number): { readonly child: ChildProcess; readonly forget: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'lien-vien-janus-'))
  const all = (...names: readonly string[]): string => names.map((name) => `libjanus_${name}.so`).join(',')
  const unused = {
    plugins: all('audiobridge', 'duktape', 'echotest', 'lua', 'nosip', 'recordplay', 'sip', 'streaming', 'textroom', 'videocall', 'voicemail'),
    transports: all('http', 'mqtt', 'nanomsg', 'pfunix', 'rabbitmq'),
    loggers: all('jsonlog'),
  }
  writeFileSync(
    join(folder, 'janus.jcfg'),
    [
      `general: { configs_folder = "${folder}" debug_level = 1 }`,
      `nat: { ice_enforce_list = "${address}" }`,
      ...Object.entries(unused).map(([kind, names]) => `${kind}: { disable = "${names}" }`),
      'events: { broadcast = false }',
    ].join('\n'),
  )
  writeFileSync(join(folder, 'janus.transport.websockets.jcfg'), `general: { json = "compact" ws = true ws_port = ${port} ws_ip = "127.0.0.1" wss = false }\nadmin: { admin_ws = false }\n`)
  writeFileSync(join(folder, 'janus.plugin.videoroom.jcfg'), 'general: { }\n')
  const child = spawn(program, ['-F', folder, '-N', '-d', '1'], { stdio: 'ignore' })
  const end = (): void => {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', end)
  return {
    child,
    forget: () => {
      process.off('exit', end)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function whenServing(port: number, child: ChildProcess): Promise<JanusConnection> {
  const until = performance.now() + patienceMs
  for (;;) {
    try {
      return await JanusConnection.open(port)
    } catch (cause) {
      if (child.exitCode !== null || performance.now() > until) throw new Error('Janus does not start', { cause })
      await elapse(50)
    }
  }
}
