import { mkdir, statfs } from 'node:fs/promises'

/** Bytes that may still be written into a folder, which is made, closed to others, where it is not there yet. */
export async function freeSpaceIn(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
