import { spawnSync } from 'node:child_process'
import { statfs } from 'node:fs/promises'

/** A disk of its own under the product's data, which can be full. */
export interface Volume {
  /** Leaves no byte free. */
  readonly fill: () => Promise<void>
  readonly drain: () => void
  /** Gives the folder back empty, as soon as nobody has a file of it open. */
  readonly unmount: () => void
}

/** Cluster, demo images, recordings and logs of a long run fit in with room to spare. */
const bytes = 3 * 1024 ** 3
/** Whoever writes meanwhile makes the size too small that was asked for. */
const triesToFill = 50

const mount = (folder: string, options: string): boolean => spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'lien-vien-chaos', folder]).status === 0

/** Mounts a volume in memory over the folder; null where this machine or account may mount nothing. */
export function mountVolume(folder: string): Volume | null {
  if (!mount(folder, `size=${bytes},mode=0755`)) return null
  const resize = (size: number): boolean => mount(folder, `remount,size=${size}`)
  return {
    // As small as what lies in it: nothing has to be written, and the machine keeps its memory.
    fill: async () => {
      for (let tries = 0; tries < triesToFill; tries += 1) {
        const { blocks, bfree, bsize } = await statfs(folder)
        if (resize((blocks - bfree) * bsize)) return
      }
      throw new Error('the volume could not be filled')
    },
    drain: () => void resize(bytes),
    unmount: () => void spawnSync('umount', ['--lazy', folder]),
  }
}
