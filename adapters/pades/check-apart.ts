import { spawn } from 'node:child_process'
import type { SealVerdict } from '#core/minutes/ports.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { TrustAnchors } from './verify-seal.ts'

/** What the process is handed, and answers with a `SealVerdict`. */
export interface SealQuestion {
  readonly file: Uint8Array
  readonly anchors: readonly Uint8Array[]
}

/** What the process may hold, in bytes: far more than signed minutes need. */
const memory = 1024 * 1024 * 1024
/** In milliseconds; signed minutes take less than one second. */
const patience = 20_000
/** Beyond this many the server would rather say that it is busy than slow down a call. */
const atOnce = 2

/**
 * Checks files from strangers in a process of its own, which may read this installation's code and nothing more: a file
 * made to exhaust whoever reads it (memory, time) ends that process and is called unreadable.
 * `installation` is the folder that holds `adapters/`.
 */
export function makeSealChecker({ installation, trustAnchors }: { readonly installation: string; readonly trustAnchors: TrustAnchors }) {
  let running = 0
  return async (file: Uint8Array): Promise<Result<SealVerdict, 'seal.unreadable' | 'seal.busy'>> => {
    if (running >= atOnce) return err('seal.busy')
    running += 1
    try {
      const verdict = await askApart(installation, { file, anchors: await trustAnchors() })
      return verdict === null ? err('seal.unreadable') : ok(verdict)
    } finally {
      running -= 1
    }
  }
}

const askApart = (installation: string, question: SealQuestion): Promise<SealVerdict | null> =>
  new Promise((resolve) => {
    // By the kernel: the engine's own limit counts objects, not the bytes that a stream unpacks to.
    const limited = [`--data=${String(memory)}`, process.execPath, '--permission', `--allow-fs-read=${installation}`]
    const child = spawn('prlimit', [...limited, `${installation}/adapters/pades/check-process.ts`], {
      cwd: installation,
      env: { NODE_ENV: 'production', PATH: '/usr/bin:/bin' },
      // Structured clone: bytes go over as bytes, moments come back as moments.
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      timeout: patience,
      killSignal: 'SIGKILL',
    })
    child.once('message', (verdict: SealVerdict) => resolve(verdict))
    child.once('exit', () => resolve(null))
    child.once('error', () => resolve(null))
    child.send(question, () => undefined)
  })
