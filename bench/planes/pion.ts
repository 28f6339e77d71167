import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { sharedCacheDirectory } from '#infra/setup/paths.mjs'
import { run } from '#infra/setup/run.mjs'
import { PlaneAbsent, type Arrival, type MediaSender, type Plane, type PlaneOptions, type Seat } from './plane.ts'
import { openSdpSender, openSdpViewer } from './sdp-peer.ts'

const go = '/usr/lib/go/bin/go'
const libraries = '/usr/share/gocode'
const address = '127.0.0.1'
const reply = z.object({ id: z.number(), sdp: z.string() })

/** A forwarder of a hundred lines on Pion's Go library, which does nothing but forward. */
export async function startPion({ mediaPort, ssrcs }: PlaneOptions): Promise<Plane> {
  const child = spawn(await buildForwarder(), [String(mediaPort)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const kill = (): boolean => child.kill()
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => Promise.reject(new Error('the Pion forwarder does not start')))])
  const ask = async (path: string, asked: unknown): Promise<z.infer<typeof reply>> => {
    const response = await fetch(`http://${address}:${mediaPort}/${path}`, { method: 'POST', body: JSON.stringify(asked) })
    return reply.parse(await response.json())
  }

  const senders: MediaSender[] = []
  for (const ssrc of ssrcs) senders.push(await openSdpSender({ ssrc, address }, async (sdp) => (await ask('publish', { sdp })).sdp))
  const viewers: { readonly close: () => void }[] = []
  const seatViewer = async ({ sources, quiet }: Seat): Promise<Arrival> => {
    const asked = performance.now()
    const { id, sdp } = await ask('view', { sources })
    const { answer, viewer, connected } = await openSdpViewer(sdp, { address, quiet })
    const first = viewer.nextPacket()
    await ask('answer', { id, sdp: answer })
    await connected
    viewers.push(viewer)
    const leave = async (): Promise<void> => {
      viewer.close()
      await ask('leave', { id })
    }
    return { viewer, firstPacketMs: quiet ? NaN : (await first) - asked, leave }
  }
  return {
    name: 'Pion',
    workers: () => (child.pid === undefined ? [] : [child.pid]),
    attendants: () => [],
    senders,
    seatViewer,
    close: async () => {
      senders.forEach((sender) => sender.close())
      viewers.forEach((viewer) => viewer.close())
      child.kill()
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

/** Builds the forwarder against Debian's Go packages, once for each state of its source. */
async function buildForwarder(): Promise<string> {
  const absent = [
    ...(existsSync(go) ? [] : ['golang-go']),
    ...(existsSync(join(libraries, 'src/github.com/pion/webrtc')) ? [] : ['golang-github-pion-webrtc.v3-dev']),
  ]
  if (absent.length > 0) throw new PlaneAbsent(`Pion: absent is ${absent.join(', ')}`)
  const source = fileURLToPath(new URL('pion-forwarder/main.go', import.meta.url))
  const folder = join(sharedCacheDirectory(), 'bench')
  const binary = join(folder, `pion-forwarder-${createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 12)}`)
  if (existsSync(binary)) return binary
  const work = mkdtempSync(join(tmpdir(), 'lien-vien-pion-'))
  try {
    // Outside a module tree Go does not find `…/v3` in a folder that does not end so.
    const program = join(work, 'src', 'forwarder')
    mkdirSync(program, { recursive: true })
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(program, 'go.mod'), 'module forwarder\n')
    copyFileSync(source, join(program, 'main.go'))
    const env = { ...process.env, GOPATH: `${work}:${libraries}`, GO111MODULE: 'off', GOROOT: '/usr/lib/go', GOFLAGS: '' }
    await run(go, ['build', '-o', join(work, 'forwarder'), 'forwarder'], { cwd: program, env })
    copyFileSync(join(work, 'forwarder'), `${binary}.${process.pid}`)
    renameSync(`${binary}.${process.pid}`, binary)
    return binary
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
