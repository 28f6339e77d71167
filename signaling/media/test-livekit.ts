import { freePort } from '#infra/testing/free-port.ts'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

const key = 'lien-vien'
const secret = 'a-secret-of-more-than-thirty-two-characters'

/** A real LiveKit server on loopback, which can be killed and started again in its place. */
export interface RunningLiveKit {
  readonly settings: { readonly url: string; readonly key: string; readonly secret: string }
  readonly pid: () => number | undefined
  readonly kill: () => Promise<void>
  readonly start: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts the server as docs/operations.md says, on free ports but for what `rtc` says; resolves when it answers. */
export async function runLiveKit(binary: string, { rtc = {}, room = { auto_create: false } }: { readonly rtc?: object; readonly room?: object } = {}): Promise<RunningLiveKit> {
  const port = await freePort()
  const configuration = {
    port,
    bind_addresses: ['127.0.0.1'],
    rtc: { tcp_port: await freePort(), udp_port: await freePort(), use_external_ip: false, node_ip: '127.0.0.1', enable_loopback_candidate: true, ...rtc },
    room,
    keys: { [key]: secret },
    logging: { level: 'error' },
  }
  let child: ChildProcess | undefined
  const killNow = (): boolean | undefined => child?.kill('SIGKILL')
  const start = async (): Promise<void> => {
    // JSON is YAML.
    child = spawn(binary, ['--config-body', JSON.stringify(configuration)], { stdio: 'ignore' })
    process.once('exit', killNow)
    await answering(`http://127.0.0.1:${String(port)}`)
  }
  const kill = async (): Promise<void> => {
    const running = child
    child = undefined
    process.off('exit', killNow)
    if (running === undefined) return
    const gone = once(running, 'exit')
    running.kill('SIGKILL')
    await gone
  }
  await start()
  return { settings: { url: `ws://127.0.0.1:${String(port)}`, key, secret }, pid: () => child?.pid, kill, start, close: kill }
}

async function answering(address: string): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    if (await fetch(address).then(({ ok }) => ok, () => false)) return
    await new Promise((resume) => setTimeout(resume, 100))
  }
  throw new Error('livekit-server does not answer')
}
