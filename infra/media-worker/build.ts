import { cp, chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { run } from '#infra/system/run.ts'

interface Patch {
  readonly file: string
  readonly from: string
  readonly to: string
}

/** The two places where the published source does not fit Debian's libraries. */
const patches: readonly Patch[] = [
  // Debian 12 has meson 1.0; nothing newer is used.
  { file: 'meson.build', from: "meson_version: '>= 1.1.0'", to: "meson_version: '>= 1.0.0'" },
  // Debian's OpenSSL is built with kTLS. The BIO callback answers 1 to every control call, BIO_CTRL_GET_KTLS_SEND
  // included, so OpenSSL believes that the kernel encrypts, allocates no write buffer and crashes in the first
  // DTLS handshake. Hand back what the BIO returned.
  {
    file: 'src/RTC/DtlsTransport.cpp',
    from: '(operationType == BIO_CB_RETURN) ?',
    to: '(operationType & BIO_CB_RETURN) ?',
  },
]

export interface MediaWorkerBuild {
  /** `worker` folder of the mediasoup npm package. */
  readonly source: string
  /** Where the finished binary goes; replaced atomically. */
  readonly target: string
  /** Receives ninja's progress, e.g. `[120/263] Compiling C++ object …`. */
  readonly onLine: (line: string) => void
}

async function applyPatch(tree: string, patch: Patch): Promise<void> {
  const path = join(tree, patch.file)
  const before = await readFile(path, 'utf8')
  if (!before.includes(patch.from)) throw new Error(`media worker: ${patch.file} is not the source that the build expects`)
  await writeFile(path, before.replace(patch.from, patch.to))
}

/** Replaces every subproject that meson would download by a local one that hands out the system's library. */
async function useSystemLibraries(tree: string): Promise<void> {
  const subprojects = join(tree, 'subprojects')
  await rm(subprojects, { recursive: true, force: true })
  await cp(join(import.meta.dirname, 'subprojects'), subprojects, { recursive: true })
}

/** Builds mediasoup-worker from its own source with Debian's libraries, about five minutes on two cores. */
export async function buildMediaWorker({ source, target, onLine }: MediaWorkerBuild): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'lien-vien-worker-'))
  try {
    const tree = join(work, 'worker')
    await cp(source, tree, { recursive: true })
    for (const patch of patches) await applyPatch(tree, patch)
    await useSystemLibraries(tree)
    const meson = ['setup', '--buildtype', 'release', '-Db_ndebug=true', '--wrap-mode', 'nodownload', 'build']
    await run('meson', meson, { cwd: tree })
    await run('ninja', ['-C', 'build', 'mediasoup-worker'], { cwd: tree, onLine })
    await mkdir(dirname(target), { recursive: true })
    const staged = `${target}.${process.pid}`
    await run('strip', ['-o', staged, join(tree, 'build', 'mediasoup-worker')])
    await chmod(staged, 0o755)
    await rename(staged, target)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
