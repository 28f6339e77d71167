import { stat, type FileHandle } from 'node:fs/promises'

/** Gives a file that root writes to take another's place that one's owner: who reads it runs under an account of their own. */
export async function keepOwner(written: FileHandle, former: string): Promise<void> {
  if (process.getuid?.() !== 0) return
  const owner = await stat(former).catch(() => null)
  if (owner !== null) await written.chown(owner.uid, owner.gid)
}
