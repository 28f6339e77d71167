import { spawnSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'

/** A disk of its own under the product's data, small enough to be filled. */
export interface Volume {
  /** Leaves no byte free. */
  readonly fill: () => void
  readonly drain: () => void
  readonly freeBytes: () => Promise<number>
  /** Gives the folder back empty, as soon as nobody has a file of it open. */
  readonly unmount: () => void
}

/** Cluster, demo images, recordings and logs of a long run fit in with room to spare. */
const size = '3g'
const mebibyte = 1024 * 1024

/** Mounts a volume in memory over the folder; null where this machine or account may mount nothing. It goes with the process. */
export function mountVolume(folder: string): Volume | null {
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0755`, 'lien-vien-chaos', folder])
  if (mounted.status !== 0) return null
  const unmount = (): void => {
    process.off('exit', unmount)
    spawnSync('umount', ['--lazy', folder])
  }
  process.once('exit', unmount)
  const filler = join(folder, 'filler')
  return {
    fill: () => {
      const file = openSync(filler, 'w')
      // First by large pieces, then what they leave over.
      for (const bytes of [mebibyte, 4_096]) fillBy(file, Buffer.alloc(bytes, 1))
      closeSync(file)
    },
    drain: () => rmSync(filler, { force: true }),
    freeBytes: async () => {
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },
    unmount,
  }
}

function fillBy(file: number, piece: Buffer): void {
  try {
    for (;;) writeSync(file, piece)
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC')) throw cause
  }
}
